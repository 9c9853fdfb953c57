import { Group, Progress, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { complete } from '@/kit/condition/condition.model';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { ProblemLine } from '@/kit/ProblemLine';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useWorkspaceId } from '@/kit/workspace';

type Props = { condition: Schemas['Condition']; title: string };

/** How many meet the condition, while it is being put together. */
export function SegmentSize({ condition, title }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const openPeople = usePeopleDrawer();
  const [settled] = useDebouncedValue(condition, 300);
  const ready = complete(settled);
  const preview = useQuery({
    queryKey: [workspace, 'segment-preview', settled],
    enabled: ready,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/segments/preview', {
          params: { path: { workspace } },
          body: { condition: settled },
        }),
      ),
  });
  if (!ready) return <Text size="sm">{t('people.segments.unfinished')}</Text>;
  if (preview.isError) return <ProblemLine error={preview.error} />;
  if (preview.data === undefined) return <Text size="sm">{t('common.loading')}</Text>;
  const { size, total, usable } = preview.data;
  return (
    <div role="status">
      <Text size="sm" mb={4}>
        <FigureButton onClick={() => openPeople({ title, query: { kind: 'condition', condition: settled } })}>
          {t('common.people.count', { count: size, shown: format.number(size) })}
        </FigureButton>{' '}
        {t('people.segments.ofAll', {
          share: format.percent(total === 0 ? 0 : size / total),
          total: format.number(total),
        })}
      </Text>
      <Group gap={4} mb={4}>
        <Text size="sm">{t('people.segments.usable', { count: usable, shown: format.number(usable) })}</Text>
        <HowCounted topic="usable" />
      </Group>
      <Progress value={total === 0 ? 0 : (size / total) * 100} size={6} aria-label={t('people.segments.share')} />
    </div>
  );
}
