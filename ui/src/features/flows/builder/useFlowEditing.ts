import { createContext, useContext, useMemo, useState } from 'react';
import type { EditedDocument } from '@/kit/edit/document.model';
import { newId } from '@/kit/edit/newId';
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
} from '../model/flow.model';

/** Where the "+" menu stands on the screen, and for which way. */
export type Adding = { outlet: Outlet; left: number; top: number; from: HTMLElement };
type StepChange = { [K in keyof FlowStep]?: FlowStep[K] | undefined };
type DefinitionChange = { [K in keyof FlowDefinition]?: FlowDefinition[K] | undefined };

export function useFlowEditing(document: EditedDocument<FlowContent>) {
  const [selected, setSelected] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const actions = useMemo(() => {
    const define = (change: (definition: FlowDefinition) => FlowDefinition, key?: string) =>
      document.change((content) => {
        const definition = change(content.definition);
        return definition === content.definition ? content : { ...content, definition };
      }, key);
    return {
      select: setSelected,
      startAdding: (outlet: Outlet, element: HTMLElement) => {
        const box = element.getBoundingClientRect();
        setAdding({ outlet, left: box.left + box.width / 2, top: box.bottom, from: element });
      },
      stopAdding: () =>
        setAdding((before) => {
          before?.from.focus();
          return null;
        }),
      add: (outlet: Outlet, type: StepType) => {
        const id = newId('s-');
        define((definition) => insertStep(definition, outlet, type, id));
        setAdding(null);
        setSelected(id);
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
  return { selected, adding, actions };
}

export type FlowActions = ReturnType<typeof useFlowEditing>['actions'];

const context = createContext<FlowActions | null>(null);
export const FlowActionsProvider = context.Provider;

export function useFlowActions(): FlowActions {
  const actions = useContext(context);
  if (actions === null) throw new Error('useFlowActions outside of a flow');
  return actions;
}
