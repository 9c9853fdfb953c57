import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '@/kit/Page';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { StoryDay } from './StoryDay';
import { type Entry, storyOf } from './story.model';

type Part = { before?: string };
type Props<P extends Part> = {
  queryKey: readonly string[];
  load: (query: { limit: number; before?: string }) => Promise<P>;
  entries: (part: P) => readonly Entry[];
  /** Said where nothing ever happened. */
  empty: string;
};

/** What happened by day, the newest first, part after part. */
export function Story<P extends Part>({ queryKey, load, entries, empty }: Props<P>) {
  const { t } = useTranslation();
  const { timeZone } = useWorkspace();
  const timeline = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => load({ limit: 100, ...(pageParam === undefined ? {} : { before: pageParam }) }),
    getNextPageParam: (last) => last.before,
  });
  if (timeline.isPending) return <LoadingState rows={8} height={44} />;
  if (timeline.isError) return <ErrorState error={timeline.error} retry={() => timeline.refetch()} />;
  const days = storyOf(timeline.data.pages.flatMap(entries), timeZone);
  return (
    <Section title={t('people.story.timeline')}>
      {days.length === 0 && <EmptyState title={t('people.story.emptyTitle')} text={empty} />}
      {days.map((day) => (
        <StoryDay key={day.day} day={day} />
      ))}
      {timeline.hasNextPage && (
        <Button
          variant="default"
          mt={16}
          loading={timeline.isFetchingNextPage}
          onClick={() => timeline.fetchNextPage()}
        >
          {t('people.story.earlier')}
        </Button>
      )}
    </Section>
  );
}
