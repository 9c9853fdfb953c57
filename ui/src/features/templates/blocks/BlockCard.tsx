import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fields, useMay } from '@/kit/may';
import type { Actions } from './BlockEditor';
import { BlockFields } from './BlockFields';
import { BlockList } from './BlockList';
import css from './Blocks.module.css';
import { type Block, gist, type Spot } from './block.model';
import { kindIcons } from './kindIcons';

type Props = { block: Block; spot: Spot; place: number; actions: Actions };

/** One block: a line that tells it, its fields when it is open. */
export function BlockCard({ block, spot, place, actions }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const drag = useDraggable({ id: block.id, disabled: !may });
  const drop = useDroppable({ id: block.id, data: { spot, place }, disabled: !may });
  const open = actions.open === block.id;
  const Icon = kindIcons[block.type];
  const name = t(`templates.kind.${block.type}`);
  const keys = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    actions.move(block.id, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      ref={drop.setNodeRef}
      className={css.card}
      data-open={open || undefined}
      data-over={drop.isOver || undefined}
      data-dragged={drag.isDragging || undefined}
      data-testid={`block-${block.type}`}
    >
      <div ref={drag.setNodeRef} className={css.cardHead}>
        {may && (
          <span {...drag.listeners} className={css.grip} aria-hidden>
            <IconGripVertical size={18} stroke={1.6} color="var(--ink-soft)" />
          </span>
        )}
        <button
          type="button"
          className={css.open}
          aria-expanded={open}
          onClick={() => actions.toggle(block.id)}
          onKeyDown={keys}
        >
          <Icon size={18} stroke={1.6} aria-hidden style={{ flex: 'none', alignSelf: 'center' }} />
          <strong>{name}</strong>
          <span className={css.gist}>{gist(block)}</span>
        </button>
        {may && (
          <>
            <Act label={t('templates.block.up', { name })} act={() => actions.move(block.id, -1)}>
              <IconArrowUp size={16} stroke={1.6} />
            </Act>
            <Act label={t('templates.block.down', { name })} act={() => actions.move(block.id, 1)}>
              <IconArrowDown size={16} stroke={1.6} />
            </Act>
            <Act label={t('templates.block.copy', { name })} act={() => actions.copy(block.id)}>
              <IconCopy size={16} stroke={1.6} />
            </Act>
            <Act label={t('templates.block.remove', { name })} act={() => actions.remove(block.id)}>
              <IconTrash size={16} stroke={1.6} />
            </Act>
          </>
        )}
      </div>
      {open && (
        <Fields>
          <div className={css.cardBody}>
            <BlockFields block={block} change={(part) => actions.change(block.id, part)} />
          </div>
        </Fields>
      )}
      {block.type === 'columns' && (
        <div className={css.sides}>
          {block.columns.map((column, number) => (
            <div key={number} className={css.side}>
              <BlockList blocks={column} spot={{ block: block.id, column: number }} actions={actions} />
            </div>
          ))}
        </div>
      )}
    </li>
  );
}

function Act({ label, act, children }: { label: string; act: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={act}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
