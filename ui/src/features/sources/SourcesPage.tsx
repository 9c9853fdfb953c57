import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconCode, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { ChangeConsent } from './ChangeConsent';
import { NewSource } from './NewSource';
import { brandOf } from './programs.model';
import { SetUp } from './SetUp';
import { SourceTabs } from './SourceTabs';
import { type Health, healthOf, sentOf } from './sources.model';

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
        <Arrivals withoutConsent={(sources.data ?? []).reduce((sum, source) => sum + source.withoutConsent, 0)} />
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

function Arrivals({ withoutConsent }: { withoutConsent: number }) {
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
        <Stack gap={8}>
          <Figures columns={6}>
            <Figure label={t('collect.sent')} value={format.number(sentOf({ ...data, withoutConsent }))} />
            <Figure label={t('sources.accepted')} value={format.number(data.accepted)} />
            <Figure label={t('sources.refusedCount')} value={format.number(data.refused)} />
            <Figure label={t('sources.duplicate')} value={format.number(data.duplicate)} />
            <Figure label={t('consent.withoutConsent')} value={format.number(withoutConsent)} />
            <Figure label={t('sources.lag')} value={format.number(data.lagEvents)} />
          </Figures>
          <Text size="xs" c="dimmed">
            {t('collect.sentCounted')}
          </Text>
        </Stack>
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
          { key: 'kind', header: t('sources.kind'), cell: (source) => <Program source={source} /> },
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
          {
            key: 'sent',
            header: t('collect.sent'),
            figure: true,
            cell: (source) => format.number(sentOf(source)),
          },
          { key: 'in', header: t('sources.accepted'), figure: true, cell: (source) => format.number(source.accepted) },
          {
            key: 'out',
            header: t('sources.refusedCount'),
            figure: true,
            cell: (source) =>
              source.refused === 0 ? (
                format.number(0)
              ) : (
                <PathLink
                  path="sources/refused"
                  search={{ source: source.id }}
                  aria-label={t('collect.seeRefused', { count: source.refused })}
                >
                  {format.number(source.refused)}
                </PathLink>
              ),
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
          { key: 'do', header: '', cell: (source) => (source.revokedAt || !may ? null : <Actions source={source} />) },
        ]}
      />
    </Section>
  );
}

function Program({ source }: { source: Source }) {
  const { t } = useTranslation();
  const brand = source.kind === 'import' ? null : brandOf(source.protocol);
  const kind = t(`sources.kinds.${source.kind}`);
  return brand === null ? kind : `${brand} · ${kind}`;
}

function Actions({ source }: { source: Source }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {source.kind !== 'import' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('collect.setUp', { name: source.name })}
          onClick={() => setShown(true)}
        >
          <IconCode size={16} stroke={1.6} />
        </ActionIcon>
      )}
      <Revoke source={source} />
      {shown && <SetUp source={source} close={() => setShown(false)} />}
    </Group>
  );
}

function Revoke({ source }: { source: Source }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  return (
    <RemoveButton
      title={t('sources.revoke', { name: source.name })}
      text={t('sources.revokeText')}
      action={t('sources.revokeAction')}
      removed={t('sources.revoked', { name: source.name })}
      queryKey={[workspace, 'sources']}
      remove={() =>
        answer(
          api.DELETE('/api/workspaces/{workspace}/sources/{id}', { params: { path: { workspace, id: source.id } } }),
        )
      }
    />
  );
}
