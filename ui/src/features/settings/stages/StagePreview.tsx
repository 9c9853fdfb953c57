import { Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { ProblemLine } from '@/kit/ProblemLine';
import { HueBadge } from '@/kit/StageBadge';
import { useWorkspaceId } from '@/kit/workspace';
import { changeOf, faultOf, type Model, type Row, rowsOf } from './stages.model';

/** Where people would be by the rules on the page, before they are saved. */
export function StagePreview({ model }: { model: Model }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const [settled] = useDebouncedValue(model, 400);
  const ready = faultOf(settled) === null;
  const preview = useQuery({
    queryKey: [workspace, 'stages', 'preview', settled],
    enabled: ready,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/stages/preview', {
          params: { path: { workspace } },
          body: settled,
          signal,
        }),
      ),
  });
  if (!ready) return null;
  if (preview.isError) return <ProblemLine error={preview.error} />;
  if (preview.data === undefined) return <Text size="sm">{t('common.loading')}</Text>;
  const columns: Column<Row>[] = [
    {
      key: 'stage',
      header: t('stagerules.stage'),
      cell: (row) =>
        row.stage === null ? t('stagerules.none') : <HueBadge hue={row.stage.hue} label={row.stage.name} />,
    },
    { key: 'before', header: t('stagerules.now'), figure: true, cell: (row) => format.number(row.before) },
    { key: 'persons', header: t('stagerules.then'), figure: true, cell: (row) => format.number(row.persons) },
    {
      key: 'change',
      header: t('stagerules.change'),
      figure: true,
      cell: (row) => {
        const change = changeOf(row);
        return change === 0 ? '–' : `${change > 0 ? '+' : '−'}${format.number(Math.abs(change))}`;
      },
    },
  ];
  return (
    <Section title={t('stagerules.preview')} counted="stageRules" flush>
      <Group px={20} pb={8}>
        <Text size="sm" role="status">
          {t('stagerules.previewText')}
        </Text>
      </Group>
      <DataTable
        label={t('stagerules.preview')}
        columns={columns}
        rows={rowsOf(settled, preview.data.stages)}
        rowKey={(row) => row.stage?.id ?? ''}
      />
    </Section>
  );
}
