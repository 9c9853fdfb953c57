import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { Repairs } from './Repairs';
import { bodyOf, type Filter } from './refused.model';
import { useDelete, useReason, useSources } from './useRefused';

type LetterGroup = Schemas['DeadLetterGroup'];

/** One row for each source and reason; what is put right or deleted here concerns all of its events that match. */
export function Groups({ groups, filter }: { groups: readonly LetterGroup[]; filter: Filter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const sources = useSources();
  const names = new Map((sources.data ?? []).map((source) => [source.id, source.name]));
  return (
    <Section title={t('collect.groups')} flush>
      <DataTable
        label={t('collect.groups')}
        rows={groups}
        rowKey={(group) => `${group.sourceId} ${group.code}`}
        columns={[
          {
            key: 'reason',
            header: t('collect.filter.reason'),
            text: true,
            cell: (group) => reasonOf(group.code, group.reason),
          },
          {
            key: 'source',
            header: t('collect.filter.source'),
            cell: (group) => names.get(group.sourceId) ?? group.sourceId,
          },
          { key: 'count', header: t('collect.count'), figure: true, cell: (group) => format.number(group.count) },
          { key: 'newest', header: t('collect.newest'), cell: (group) => format.ago(group.newestAt, Date.now()) },
          { key: 'do', header: '', cell: (group) => <Actions group={group} filter={filter} /> },
        ]}
      />
    </Section>
  );
}

function Actions({ group, filter }: { group: LetterGroup; filter: Filter }) {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const [asked, ask] = useState<'repair' | 'delete' | null>(null);
  const remove = useDelete(() => ask(null));
  const reason = reasonOf(group.code, group.reason);
  const all = bodyOf({ ...filter, source: group.sourceId, code: group.code });
  return (
    <Group gap={8} wrap="nowrap" justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        disabled={group.replayable === 0}
        aria-label={t('collect.repair.title', { reason })}
        onClick={() => ask('repair')}
      >
        {t('collect.repair.open')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={`${t('collect.delete.open')}: ${reason}`}
        onClick={() => ask('delete')}
      >
        {t('collect.delete.open')}
      </Button>
      {asked === 'repair' && <Repairs title={reason} count={group.count} filter={all} close={() => ask(null)} />}
      <Confirm
        opened={asked === 'delete'}
        close={() => ask(null)}
        title={t('collect.delete.title', { count: group.count })}
        text={t('collect.delete.text')}
        action={t('collect.delete.open')}
        busy={remove.isPending}
        confirm={() => remove.mutate(all)}
      />
    </Group>
  );
}
