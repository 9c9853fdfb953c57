import { useDroppable } from '@dnd-kit/core';
import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { BlockCard } from './BlockCard';
import type { Actions } from './BlockEditor';
import css from './Blocks.module.css';
import { type Block, kinds, kindsInColumns, type Spot } from './block.model';
import { kindIcons } from './kindIcons';

type Props = { blocks: readonly Block[]; spot: Spot; actions: Actions };

/** The blocks of the mail or of a column, with a place for one more. */
export function BlockList({ blocks, spot, actions }: Props) {
  const may = useMay('edit');
  const end = useDroppable({
    id: `end:${spot?.block ?? ''}:${spot?.column ?? ''}`,
    data: { spot, place: blocks.length },
    disabled: !may,
  });
  const openPlace = blocks.findIndex(({ id }) => id === actions.open);
  return (
    <>
      <ul className={css.list}>
        {blocks.map((block, place) => (
          <BlockCard key={block.id} block={block} spot={spot} place={place} actions={actions} />
        ))}
      </ul>
      <div ref={end.setNodeRef} className={css.end} data-over={end.isOver || undefined} />
      {may && <AddBlock spot={spot} place={openPlace < 0 ? blocks.length : openPlace + 1} actions={actions} />}
    </>
  );
}

/** A new block after the open one, else at the end. */
function AddBlock({ spot, place, actions }: { spot: Spot; place: number; actions: Actions }) {
  const { t } = useTranslation();
  const offered = (spot === null ? kinds : kindsInColumns).filter((kind) => !actions.plain || kind !== 'saved');
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button size={spot === null ? 'sm' : 'compact-sm'} variant="light" leftSection={<IconPlus size={16} />}>
          {t('templates.block.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {offered.map((kind) => {
          const Icon = kindIcons[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              onClick={() => actions.add(kind, spot, place)}
            >
              {t(`templates.kind.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
