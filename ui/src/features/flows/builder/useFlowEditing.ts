import i18next from 'i18next';
import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { EditedDocument } from '@/kit/edit/document.model';
import { newId } from '@/kit/edit/newId';
import { done, refused } from '@/kit/notices';
import { type Copied, copiedBefore, copySteps, keepCopied, pasteSteps } from '../model/clipboard.model';
import {
  connect,
  editStep,
  type FlowContent,
  type FlowDefinition,
  type FlowStep,
  insertStep,
  type Outlet,
  removeStep,
  type StepType,
  slotsOf,
  stepOf,
} from '../model/flow.model';
import { moveStep } from '../model/move.model';

/** A way as what is selected; its own kind of id beside those of steps. */
export const wayId = ({ from, slot }: Outlet) => `${from}\u0000${slot}`;

export function selectedWay(selected: string | null): Outlet | null {
  const [from, slot] = selected?.split('\u0000') ?? [];
  return from === undefined || slot === undefined ? null : { from, slot: slot as Outlet['slot'] };
}

/** Where the "+" menu stands on the screen, and for which way. */
export type Adding = { outlet: Outlet; left: number; top: number; from: HTMLElement };
/** What is in the hand: a new step of a kind, or one of the flow. */
export type Held = { type: StepType } | { step: string };
const firstSlot = (definition: FlowDefinition, id: string) =>
  slotsOf(stepOf(definition, id) ?? { type: 'wait' })[0] ?? 'next';
type StepChange = { [K in keyof FlowStep]?: FlowStep[K] | undefined };
type DefinitionChange = { [K in keyof FlowDefinition]?: FlowDefinition[K] | undefined };

export function useFlowEditing(document: EditedDocument<FlowContent>) {
  const [selected, setSelected] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  // Read where a plus sign is pressed, so that holding something does not make all actions new.
  const inHand = useRef<Held | null>(null);
  const actions = useMemo(() => {
    const define = (change: (definition: FlowDefinition) => FlowDefinition, key?: string) =>
      document.change((content) => {
        const definition = change(content.definition);
        return definition === content.definition ? content : { ...content, definition };
      }, key);
    const hold = (next: Held | null) => {
      inHand.current = next;
      setHeld(next);
    };
    const add = (outlet: Outlet, type: StepType) => {
      const id = newId('s-');
      define((definition) => insertStep(definition, outlet, type, id));
      setAdding(null);
      setSelected(id);
    };
    const place = (what: Held, outlet: Outlet) => {
      hold(null);
      if ('type' in what) return add(outlet, what.type);
      const moved = moveStep(document.snapshot().content.definition, what.step, outlet);
      if ('refused' in moved) return refused(i18next.t(`flows.move.${moved.refused}`));
      define(() => moved.definition);
    };
    return {
      select: setSelected,
      hold,
      place,
      add,
      /** The plus sign of a way: takes what is in the hand, else asks what to put there. */
      startAdding: (outlet: Outlet, element: HTMLElement) => {
        if (inHand.current !== null) return place(inHand.current, outlet);
        const box = element.getBoundingClientRect();
        setAdding({ outlet, left: box.left + box.width / 2, top: box.bottom, from: element });
      },
      stopAdding: () =>
        setAdding((before) => {
          before?.from.focus();
          return null;
        }),
      copy: (id: string, withFollowing: boolean) => {
        const copied = copySteps(document.snapshot().content.definition, id, withFollowing);
        keepCopied(copied);
        if (copied.length > 0) done(i18next.t('flows.copy.copied', { count: copied.length }));
      },
      pasteAfter: (id: string) =>
        define((definition) => pasteSteps(definition, { from: id, slot: firstSlot(definition, id) }, copiedBefore())),
      paste: (outlet: Outlet, copied: Copied) => {
        define((definition) => pasteSteps(definition, outlet, copied));
        setAdding(null);
      },
      remove: (id: string) => {
        define((definition) => removeStep(definition, id));
        setSelected((before) => (before === id ? null : before));
      },
      lead: (outlet: Outlet, to: string) => define((definition) => connect(definition, outlet, to)),
      edit: (id: string, change: StepChange, field: string) =>
        define((definition) => editStep(definition, id, change as Partial<FlowStep>), `${id}:${field}`),
      define: (change: DefinitionChange, field: string) =>
        define((definition) => {
          const next = Object.entries({ ...definition, ...change }).filter(([, value]) => value !== undefined);
          return Object.fromEntries(next) as FlowDefinition;
        }, `flow:${field}`),
      name: (change: { name?: string; description?: string }) =>
        document.change((content) => ({ ...content, ...change }), `flow:${Object.keys(change).join()}`),
    };
  }, [document]);
  return { selected, adding, held, actions };
}

export type FlowActions = ReturnType<typeof useFlowEditing>['actions'];

const context = createContext<FlowActions | null>(null);
export const FlowActionsProvider = context.Provider;

export function useFlowActions(): FlowActions {
  const actions = useContext(context);
  if (actions === null) throw new Error('useFlowActions outside of a flow');
  return actions;
}
