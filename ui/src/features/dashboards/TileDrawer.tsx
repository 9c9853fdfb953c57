import { Drawer, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { periods } from '@/kit/filter/filter.model';
import { drawable } from '@/kit/summary/summary.model';
import type { Tile, TileReport } from './dashboard.model';
import { useSummary } from './queries';
import { titleOf } from './TileView';
import { scopeOf } from './tileScope';

type Change = (change: Partial<Tile>, key?: string) => void;
type Props = { tile: Tile; scope: Schemas['Scope']; change: Change; onClose: () => void };

/** What one tile shows, and how. */
export function TileDrawer({ tile, scope, change, onClose }: Props) {
  const { t } = useTranslation();
  const { title: _, ...untitled } = tile;
  return (
    <Drawer opened onClose={onClose} position="right" size={380} title={titleOf(tile, t)}>
      <Stack gap={16}>
        <TextInput
          label={t('dashboards.tile.title')}
          data-autofocus
          value={tile.title ?? ''}
          placeholder={titleOf(untitled, t)}
          onChange={(event) => change({ title: event.currentTarget.value || undefined }, `title:${tile.id}`)}
        />
        {tile.text !== undefined && (
          <Textarea
            label={t('dashboards.notes')}
            autosize
            minRows={4}
            value={tile.text}
            onChange={(event) => change({ text: event.currentTarget.value }, `text:${tile.id}`)}
          />
        )}
        {tile.report && <ReportSettings report={tile.report} scope={scope} change={(report) => change({ report })} />}
      </Stack>
    </Drawer>
  );
}

type SettingsProps = { report: TileReport; scope: Schemas['Scope']; change: (report: TileReport) => void };

function ReportSettings({ report, scope, change }: SettingsProps) {
  const { t } = useTranslation();
  const summary = useSummary(report, scopeOf(report, scope, scope.to), true, false);
  const tables = summary.data?.tables ?? [];
  const table = tables.find((one) => one.key === report.table) ?? tables[0];
  const figures =
    report.show === 'figure'
      ? (summary.data?.figures ?? []).map(({ key, name }) => ({ value: key, label: name }))
      : (table?.columns ?? [])
          .filter(({ key }) => table && drawable(table).includes(key))
          .map(({ key, name }) => ({ value: key, label: name }));
  const set = (key: 'figure' | 'table' | 'period', value: string | null) => {
    const { [key]: _, ...rest } = report;
    change(value === null ? (rest as TileReport) : ({ ...report, [key]: value } as TileReport));
  };
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('dashboards.tile.show')}
        </Text>
        <SegmentedControl
          fullWidth
          value={report.show}
          data={(['figure', 'chart', 'table'] as const).map((value) => ({
            value,
            label: t(`dashboards.tile.shows.${value}`),
          }))}
          onChange={(show) => change({ ...report, show: show as TileReport['show'] })}
        />
      </div>
      {report.show !== 'figure' && tables.length > 1 && (
        <Select
          label={t('dashboards.tile.table')}
          allowDeselect={false}
          data={tables.map(({ key, name }) => ({ value: key, label: name }))}
          value={table?.key ?? null}
          onChange={(value) => set('table', value)}
        />
      )}
      {report.show !== 'table' && figures.length > 0 && (
        <Select
          label={t('dashboards.tile.figure')}
          data={figures}
          value={report.figure ?? null}
          placeholder={figures[0]?.label ?? ''}
          clearable
          onChange={(value) => set('figure', value)}
        />
      )}
      <Select
        label={t('dashboards.tile.period')}
        data={periods
          .filter((period) => period !== 'custom')
          .map((period) => ({ value: period, label: t(`common.filter.period.${period}`) }))}
        value={report.period ?? null}
        placeholder={t('dashboards.tile.pagePeriod')}
        clearable
        onChange={(value) => set('period', value)}
      />
    </>
  );
}
