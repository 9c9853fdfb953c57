import { Button, Menu } from '@mantine/core';
import { IconChartBar, IconNotes, IconNumbers, IconPlus, IconTable, IconTarget } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { goalsQuery, savedReportsQuery } from '@/api/lists';
import { useWorkspaceId } from '@/kit/workspace';
import { sizeOf, type Tile, type TileReport } from './dashboard.model';

type Props = { onAdd: (tile: Omit<Tile, 'id'>) => void };

/** Ready-made parts, each with the settings that make sense at once. */
const ready: readonly { key: string; report: TileReport }[] = [
  { key: 'visitors', report: { kind: 'overview', request: {}, show: 'figure', figure: 'visitors' } },
  { key: 'conversionRate', report: { kind: 'overview', request: {}, show: 'figure', figure: 'conversionRate' } },
  { key: 'revenue', report: { kind: 'overview', request: {}, show: 'figure', figure: 'revenue' } },
  { key: 'overTime', report: { kind: 'overview', request: {}, show: 'chart', table: 'overTime', figure: 'visitors' } },
  { key: 'channels', report: { kind: 'overview', request: {}, show: 'chart', table: 'channels', figure: 'visitors' } },
  { key: 'pages', report: { kind: 'overview', request: {}, show: 'table', table: 'pages' } },
];

const icons = { figure: IconNumbers, chart: IconChartBar, table: IconTable };

export function AddTile({ onAdd }: Props) {
  const { t } = useTranslation();
  const goals = useQuery(goalsQuery(useWorkspaceId())).data ?? [];
  const saved = useQuery(savedReportsQuery(useWorkspaceId()));
  return (
    <Menu position="bottom-end" shadow="md" width={280} trapFocus returnFocus>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} />}>
          {t('dashboards.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {ready.map(({ key, report }) => {
          const Icon = icons[report.show];
          return (
            <Menu.Item
              key={key}
              leftSection={<Icon size={16} stroke={1.6} />}
              onClick={() => onAdd({ ...sizeOf(report.show), title: t(`dashboards.ready.${key}`), report })}
            >
              {t(`dashboards.ready.${key}`)}
            </Menu.Item>
          );
        })}
        <Menu.Item
          leftSection={<IconNotes size={16} stroke={1.6} />}
          onClick={() => onAdd({ width: 4, height: 2, text: '' })}
        >
          {t('dashboards.notes')}
        </Menu.Item>
        {goals.length > 0 && <Menu.Label>{t('goals.title')}</Menu.Label>}
        {goals.map((goal) => (
          <Menu.Item
            key={goal.id}
            leftSection={<IconTarget size={16} stroke={1.6} />}
            onClick={() => onAdd({ width: 4, height: 2, title: goal.name, goal: goal.id })}
          >
            {goal.name}
          </Menu.Item>
        ))}
        {(saved.data ?? []).length > 0 && <Menu.Label>{t('reports.savedTitle')}</Menu.Label>}
        {saved.data?.map((report) => (
          <Menu.Item
            key={report.id}
            leftSection={<IconChartBar size={16} stroke={1.6} />}
            onClick={() =>
              onAdd({
                ...sizeOf('chart'),
                title: report.name,
                report: { kind: report.kind, request: report.request, show: 'chart' },
              })
            }
          >
            {report.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
