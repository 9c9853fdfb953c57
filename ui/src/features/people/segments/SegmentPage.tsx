import { Stack } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useSegments } from '@/api/lists';
import { newCondition } from '@/kit/condition/condition.model';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { SegmentForm } from './SegmentForm';

type Search = { condition?: Schemas['Condition']; name?: string };

/** An existing segment, or `new` with what another page proposes in the URL. */
export function SegmentPage() {
  const { segment: id = '' } = useParams({ strict: false }) as { segment?: string };
  const search = useSearch({ strict: false }) as Search;
  if (id !== 'new') return <Existing key={id} id={id} />;
  const condition = search.condition ?? { type: 'all' as const, conditions: [newCondition('event')] };
  return <SegmentForm id={null} initial={{ name: search.name ?? '', condition }} />;
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation();
  const segments = useSegments();
  const segment = segments.data?.find((candidate) => candidate.id === id);
  if (segment) return <SegmentForm id={id} initial={segment} />;
  return (
    <Page
      title={t('people.segments.title')}
      above={<PathLink path="people/segments">{t('people.segments.title')}</PathLink>}
    >
      <Stack>
        <QueryView query={segments}>
          {() => <EmptyState title={t('common.error.missing')} text={t('people.segments.missing')} />}
        </QueryView>
      </Stack>
    </Page>
  );
}
