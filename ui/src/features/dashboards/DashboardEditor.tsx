import { ActionIcon, Button, Group, Select, TextInput, Tooltip } from '@mantine/core';
import { IconPencil, IconPencilCheck, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveNote, UndoButtons } from '@/kit/edit/EditBar';
import { newId } from '@/kit/edit/newId';
import { useDocument } from '@/kit/edit/useDocument';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useDashboardExtras } from '@/kit/report/extras';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { AddTile } from './AddTile';
import {
  changeTile,
  contentOf,
  type Dashboard,
  type DashboardContent,
  mergeDashboards,
  removeTile,
  type Tile,
} from './dashboard.model';
import { dashboardQuery, saveDashboard } from './queries';
import { TileDrawer } from './TileDrawer';
import { TileGrid } from './TileGrid';

const minute = 60_000;
const everyMinutes = ['0', '1', '5', '15'];

/** A dashboard: to be read, or arranged. Every change is saved by itself and can be undone. */
export function DashboardEditor({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const { id } = dashboard;
  const { scope } = useFilter();
  const { document, content, canUndo, canRedo, saving } = useDocument<DashboardContent>(
    { content: contentOf(dashboard), revision: dashboard.revision },
    {
      save: async ({ content, revision }) => {
        const saved = await saveDashboard(workspace, id, { ...content, revision });
        void client.invalidateQueries({ queryKey: [workspace, 'dashboards'] });
        return { content: contentOf(saved), revision: saved.revision };
      },
      load: async () => {
        const latest = await client.fetchQuery({ ...dashboardQuery(workspace, id), staleTime: 0 });
        return { content: contentOf(latest), revision: latest.revision };
      },
      merge: mergeDashboards,
    },
  );
  const may = useMay('edit');
  const extras = useDashboardExtras();
  const [arranging, setArranging] = useState(may && dashboard.tiles.length === 0);
  const [opened, setOpened] = useState<string | null>(null);
  const [every, setEvery] = useState('0');
  const add = (tile: Omit<Tile, 'id'>) => {
    const whole = { ...tile, id: newId('t') };
    document.change((before) => ({ ...before, tiles: [...before.tiles, whole] }));
    setArranging(true);
    if (whole.text !== undefined) setOpened(whole.id);
  };
  const tile = content.tiles.find((candidate) => candidate.id === opened);
  return (
    <Page
      wide
      above={<PathLink path="dashboards">{t('dashboards.title')}</PathLink>}
      title={content.name}
      {...(content.description ? { sentence: content.description } : {})}
      actions={
        <>
          {may && <SaveNote saving={saving} retry={() => void document.flush()} />}
          {arranging && <UndoButtons canUndo={canUndo} canRedo={canRedo} undo={document.undo} redo={document.redo} />}
          <Tooltip label={t('dashboards.print')}>
            <ActionIcon variant="default" size={34} aria-label={t('dashboards.print')} onClick={() => window.print()}>
              <IconPrinter size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          {extras.map((extra, place) => (
            <Fragment key={place}>{extra({ id, name: content.name })}</Fragment>
          ))}
          <Select
            aria-label={t('dashboards.refresh')}
            w={170}
            allowDeselect={false}
            data={everyMinutes.map((value) => ({
              value,
              label:
                value === '0' ? t('dashboards.refreshNever') : t('dashboards.refreshEvery', { count: Number(value) }),
            }))}
            value={every}
            onChange={(value) => setEvery(value ?? '0')}
          />
          {may && (
            <>
              <AddTile onAdd={add} />
              <Button
                variant={arranging ? 'filled' : 'default'}
                leftSection={arranging ? <IconPencilCheck size={16} /> : <IconPencil size={16} />}
                onClick={() => setArranging(!arranging)}
              >
                {arranging ? t('dashboards.done') : t('dashboards.arrange')}
              </Button>
            </>
          )}
        </>
      }
    >
      {arranging && (
        <Group gap={12} mb={12} align="flex-end" className="no-print">
          <TextInput
            label={t('common.name')}
            value={content.name}
            maxLength={120}
            onChange={(event) => {
              const name = event.currentTarget.value;
              if (name.trim() !== '') document.change((before) => ({ ...before, name }), 'name');
            }}
            onBlur={document.seal}
          />
          <TextInput
            label={t('dashboards.description')}
            style={{ flex: '1 1 280px' }}
            value={content.description ?? ''}
            onChange={(event) => {
              const description = event.currentTarget.value;
              document.change((before) => ({ ...before, description }), 'description');
            }}
            onBlur={document.seal}
          />
        </Group>
      )}
      <FilterBar />
      {content.tiles.length === 0 ? (
        <EmptyState
          title={t('dashboards.emptyTitle')}
          text={t('dashboards.emptyText')}
          action={may && <AddTile onAdd={add} />}
        />
      ) : (
        <TileGrid
          content={content}
          scope={scope}
          every={every === '0' ? false : Number(every) * minute}
          change={arranging ? document.change : null}
          onEdit={setOpened}
          onRemove={(gone) => document.change((before) => removeTile(before, gone))}
        />
      )}
      {tile && (
        <TileDrawer
          tile={tile}
          scope={scope}
          change={(change, key) => document.change((before) => changeTile(before, tile.id, change), key)}
          onClose={() => {
            document.seal();
            setOpened(null);
          }}
        />
      )}
    </Page>
  );
}
