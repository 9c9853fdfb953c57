import { Group, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { SourceTabs } from '../SourceTabs';
import { Groups } from './Groups';
import { Letters } from './Letters';
import type { Filter } from './refused.model';
import { useGroups, useReason, useSources } from './useRefused';

const typingPause = 300;

/** Dead letters: what was refused, why, what would have been right, and taking it after all. */
export function RefusedPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { source?: unknown };
  const [filter, setFilter] = useState<Filter>(typeof search.source === 'string' ? { source: search.source } : {});
  const [slow] = useDebouncedValue(filter, typingPause);
  const everything = useGroups({});
  const matching = useGroups(slow);
  return (
    <Page title={t('sources.refused.title')} sentence={t('sources.refused.sentence')}>
      <SourceTabs />
      <QueryView
        query={everything}
        isEmpty={(groups) => groups.length === 0}
        empty={<EmptyState title={t('sources.refused.emptyTitle')} text={t('sources.refused.emptyText')} />}
      >
        {(groups) => (
          <Stack gap={16}>
            <FilterRow filter={filter} change={setFilter} codes={[...new Set(groups.map((group) => group.code))]} />
            <QueryView
              query={matching}
              isEmpty={(found) => found.length === 0}
              empty={<EmptyState title={t('sources.refused.emptyTitle')} text={t('collect.filter.none')} />}
            >
              {(found) => (
                <>
                  <Groups groups={found} filter={slow} />
                  <Letters filter={slow} />
                </>
              )}
            </QueryView>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

type RowProps = { filter: Filter; change: (filter: Filter) => void; codes: readonly string[] };

function FilterRow({ filter, change, codes }: RowProps) {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const sources = useSources();
  const set = (part: Filter) => change({ ...filter, ...part });
  return (
    <Group gap={12} align="flex-end">
      <Select
        label={t('collect.filter.source')}
        placeholder={t('collect.filter.all')}
        clearable
        data={(sources.data ?? []).map((source) => ({ value: source.id, label: source.name }))}
        value={filter.source ?? null}
        onChange={(source) => set({ source: source ?? '' })}
      />
      <Select
        label={t('collect.filter.reason')}
        placeholder={t('collect.filter.all')}
        clearable
        w={280}
        data={codes.map((code) => ({ value: code, label: reasonOf(code, code) }))}
        value={filter.code ?? null}
        onChange={(code) => set({ code: code ?? '' })}
      />
      <TextInput
        label={t('collect.filter.text')}
        value={filter.text ?? ''}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </Group>
  );
}
