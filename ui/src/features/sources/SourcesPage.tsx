import { ActionIcon, Badge, Button, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { DataTable } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { ChangeConsent } from './ChangeConsent';
import { NewSource } from './NewSource';
import { SourceTabs } from './SourceTabs';
import { type Health, healthOf } from './sources.model';

type Source = Schemas['Source'];
const colours: Record<Health, string> = { well: 'accent', silent: 'gray', refusing: 'warm', revoked: 'gray' };

export function SourcesPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const sources = useQuery({
    queryKey: [workspace, 'sources'],
    refetchInterval: 10_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sources', { params: { path: { workspace } } })),
  });
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('sources.new')}
    </Button>
  );
  return (
    <Page title={t('sources.title')} sentence={t('sources.sentence')} actions={add}>
      <SourceTabs />
      <Stack gap={16}>
        <Arrivals />
        <QueryView
          query={sources}
          isEmpty={(list) => list.length === 0}
          empty={<EmptyState title={t('sources.emptyTitle')} text={t('sources.emptyText')} action={add} />}
        >
          {(list) => <SourceTable sources={list} />}
        </QueryView>
      </Stack>
      {adding && <NewSource close={() => setAdding(false)} />}
    </Page>
  );
}

function Arrivals() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const status = useQuery({
    queryKey: [workspace, 'status'],
    refetchInterval: 10_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/status', { params: { path: { workspace } } })),
  });
  return (
    <QueryView query={status}>
      {(data) => (
        <Figures columns={5}>
          <Figure label={t('sources.accepted')} value={format.number(data.accepted)} />
          <Figure label={t('sources.refusedCount')} value={format.number(data.refused)} />
          <Figure label={t('sources.duplicate')} value={format.number(data.duplicate)} />
          <Figure label={t('sources.lag')} value={format.number(data.lagEvents)} />
          <Figure label={t('common.nav.people')} value={format.number(data.persons)} />
        </Figures>
      )}
    </QueryView>
  );
}

function SourceTable({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = Date.now();
  const may = useMay('edit');
  return (
    <Section title={t('common.nav.sources')} flush>
      <DataTable
        label={t('common.nav.sources')}
        rows={sources}
        rowKey={(source) => source.id}
        columns={[
          { key: 'name', header: t('common.name'), cell: (source) => source.name },
          { key: 'kind', header: t('sources.kind'), cell: (source) => t(`sources.kinds.${source.kind}`) },
          {
            key: 'health',
            header: t('sources.state'),
            cell: (source) => {
              const health = healthOf(source, now);
              return (
                <Badge variant="light" color={colours[health]} tt="none" fw={500}>
                  {t(`sources.health.${health}`)}
                </Badge>
              );
            },
          },
          {
            key: 'last',
            header: t('sources.lastEvent'),
            cell: (source) => (source.lastEventAt ? format.ago(source.lastEventAt, now) : '–'),
          },
          { key: 'in', header: t('sources.accepted'), figure: true, cell: (source) => format.number(source.accepted) },
          {
            key: 'out',
            header: t('sources.refusedCount'),
            figure: true,
            cell: (source) => format.number(source.refused),
          },
          {
            key: 'twice',
            header: t('sources.duplicate'),
            figure: true,
            cell: (source) => format.number(source.duplicate),
          },
          {
            key: 'counted',
            header: t('consent.withoutConsent'),
            figure: true,
            cell: (source) => format.number(source.withoutConsent),
          },
          { key: 'consent', header: t('consent.basis.label'), cell: (source) => <ChangeConsent source={source} /> },
          { key: 'key', header: t('sources.key'), cell: (source) => <code>…{source.hint}</code> },
          { key: 'do', header: '', cell: (source) => (source.revokedAt || !may ? null : <Revoke source={source} />) },
        ]}
      />
    </Section>
  );
}

function Revoke({ source }: { source: Source }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/workspaces/{workspace}/sources/{id}', { params: { path: { workspace, id: source.id } } }),
      ),
    onSuccess: () => {
      setAsking(false);
      done(t('sources.revoked', { name: source.name }));
      void queryClient.invalidateQueries({ queryKey: [workspace, 'sources'] });
    },
    onError: failed,
  });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('sources.revoke', { name: source.name })}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('sources.revoke', { name: source.name })}
        text={t('sources.revokeText')}
        action={t('sources.revokeAction')}
        busy={revoke.isPending}
        confirm={() => revoke.mutate()}
      />
    </>
  );
}
