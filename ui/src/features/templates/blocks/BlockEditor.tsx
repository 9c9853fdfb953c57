import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { BlockList } from './BlockList';
import {
  at,
  type Block,
  changed,
  duplicated,
  find,
  fromServer,
  inserted,
  type Kind,
  moved,
  newBlock,
  removed,
  type Spot,
  toServer,
} from './block.model';

type Props = {
  blocks: readonly Schemas['EmailBlock'][];
  fault?: string | undefined;
  /** Without saved blocks, for what is one itself. */
  plain?: boolean;
  change: (blocks: Schemas['EmailBlock'][], key?: string) => void;
  actions?: ReactNode;
};

/** What can be done with blocks, wherever they stand. */
export type Actions = {
  open: string | null;
  toggle: (id: string) => void;
  add: (kind: Kind, spot: Spot, place: number) => void;
  change: (id: string, part: Partial<Block>) => void;
  move: (id: string, steps: number) => void;
  copy: (id: string) => void;
  remove: (id: string) => void;
  plain: boolean;
};

/** An e-mail as a list of blocks: by mouse, by touch or by keyboard. */
export function BlockEditor({ blocks: loose, fault, plain = false, change, actions: more }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const blocks = fromServer(loose);
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const put = (next: readonly Block[], key?: string) => change(toServer(next), key);
  const words = {
    heading: t('templates.block.first.heading'),
    text: t('templates.block.first.text'),
    button: t('templates.block.first.button'),
    footer: t('templates.block.first.footer'),
    coupon: t('templates.block.first.coupon'),
    unsubscribe: t('flows.email.unsubscribe'),
    preferences: t('templates.block.first.preferences'),
  };
  const actions: Actions = {
    open,
    plain,
    toggle: (id) => setOpen(open === id ? null : id),
    add: (kind, spot, place) => {
      const id = newId();
      put(inserted(blocks, spot, place, newBlock(kind, id, words)));
      setOpen(id);
    },
    change: (id, part) => put(changed(blocks, id, part), `block:${id}:${Object.keys(part).join()}`),
    move: (id, steps) => {
      const found = find(blocks, id);
      if (found === null) return;
      const all = at(blocks, found.spot).length;
      const place = Math.max(0, Math.min(all - 1, found.place + steps));
      put(moved(blocks, id, found.spot, place));
      setSaid(t('templates.block.moved', { kind: t(`templates.kind.${found.block.type}`), place: place + 1, of: all }));
    },
    copy: (id) => put(duplicated(blocks, id, newId)),
    remove: (id) => {
      put(removed(blocks, id));
      setSaid(t('templates.block.removed'));
    },
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const target = over?.data.current as { spot: Spot; place: number } | undefined;
    const from = find(blocks, String(active.id));
    if (target === undefined || from === null || String(active.id) === over?.id) return;
    const same = JSON.stringify(from.spot) === JSON.stringify(target.spot);
    // What stood before the target leaves a gap there.
    put(
      moved(
        blocks,
        String(active.id),
        target.spot,
        same && from.place < target.place ? target.place - 1 : target.place,
      ),
    );
  };
  return (
    <Section title={t('templates.format.blocks')} actions={more}>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <BlockList blocks={blocks} spot={null} actions={may ? actions : { ...actions, change: () => {} }} />
      </DndContext>
      {fault && (
        <Text size="sm" c="red" role="alert" mt={8}>
          {fault}
        </Text>
      )}
      <span
        role="status"
        style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {said}
      </span>
    </Section>
  );
}
