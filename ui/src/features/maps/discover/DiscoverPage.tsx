import { Autocomplete, Button, Select } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspace, useWorkspaceId } from '@/kit/workspace';
import { Candidates } from './Candidates';
import css from './Discover.module.css';
import { type Discovered, mapOf } from './discover.model';

type Question = { goal: string; label: string };

function useDiscovered({ goal, label }: Question) {
  const workspace = useWorkspaceId();
  const { scope } = useFilter();
  const body = { scope, ...(goal === '' ? {} : { goal }), ...(label === '' ? {} : { label }) };
  return useQuery({
    queryKey: [workspace, 'map-discover', body],
    queryFn: () =>
      answer(api.POST('/api/workspaces/{workspace}/maps/discover', { params: { path: { workspace } }, body })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** A first map from what people really do, taken over card by card. */
export function DiscoverPage() {
  const { t } = useTranslation();
  const { conversionEvent } = useWorkspace();
  const [question, setQuestion] = useState<Question>({ goal: conversionEvent, label: '' });
  const discovered = useDiscovered(question);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const toggle = (title: string) => {
    const next = new Set(skipped);
    if (!next.delete(title)) next.add(title);
    setSkipped(next);
  };
  return (
    <Page
      title={t('discover.title')}
      sentence={t('discover.sentence')}
      above={<PathLink path="maps">{t('maps.title')}</PathLink>}
      actions={<Draw discovered={discovered.data} skipped={skipped} />}
    >
      <FilterBar comparison={false} />
      <Section title={t('discover.question')}>
        <Ask question={question} change={setQuestion} />
      </Section>
      <QueryView
        query={discovered}
        isEmpty={(result) => result.candidates.length === 0}
        empty={<EmptyState title={t('discover.emptyTitle')} text={t('discover.emptyText')} />}
      >
        {(result) => (
          <>
            <Candidates discovered={result} skipped={skipped} toggle={toggle} />
            <Orders discovered={result} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Ask({ question, change }: { question: Question; change: (question: Question) => void }) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const names = (schema?.events ?? []).map((event) => event.name);
  const properties = (schema?.events ?? []).flatMap((event) =>
    event.properties.filter((property) => property.kind === 'text').map((property) => property.name),
  );
  return (
    <div className={css.question}>
      <Autocomplete
        label={t('discover.goal')}
        w={240}
        limit={30}
        data={names}
        value={question.goal}
        onChange={(goal) => change({ ...question, goal })}
      />
      <Select
        label={t('discover.label')}
        w={240}
        placeholder={t('discover.noLabel')}
        clearable
        allowDeselect
        searchable
        data={[...new Set(properties)].sort()}
        value={question.label || null}
        onChange={(label) => change({ ...question, label: label ?? '' })}
      />
    </div>
  );
}

function Draw({ discovered, skipped }: { discovered: Discovered | undefined; skipped: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const go = useGo();
  const may = useMay('edit');
  const create = useMutation({
    mutationFn: (found: Discovered) => {
      const places = found.candidates.flatMap(({ title }, place) => (skipped.has(title) ? [place] : []));
      const body = mapOf(found, new Set(places), t('discover.name'), t);
      return answer(api.POST('/api/workspaces/{workspace}/maps', { params: { path: { workspace } }, body }));
    },
    onSuccess: (map) => {
      void client.invalidateQueries({ queryKey: [workspace, 'maps'] });
      go(`maps/${map.id}`);
    },
    onError: failed,
  });
  const taken = discovered?.candidates.filter(({ title }) => !skipped.has(title)).length ?? 0;
  if (!may) return null;
  return (
    <Button
      leftSection={<IconMap2 size={16} />}
      disabled={discovered === undefined || taken === 0}
      loading={create.isPending}
      onClick={() => discovered && create.mutate(discovered)}
    >
      {t('discover.draw', { count: taken })}
    </Button>
  );
}

/** The most frequent orders in which touchpoints are first come by. */
function Orders({ discovered }: { discovered: Discovered }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('discover.orders')} counted="discoverOrders">
      <ol className={css.orders}>
        {discovered.variants.map((variant) => (
          <li key={variant.candidates.join()} className={css.order}>
            <span className={css.share}>{format.percent(variant.share)}</span>
            <span>{variant.candidates.map((place) => discovered.candidates[place]?.title).join(' → ')}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
