import { Button, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { type Settings, useSavePrivacy } from './usePrivacy';

type Erasure = Schemas['Erasure'];

/** Who was forgotten, as far as that may be known. */
export function ErasedPeople({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const save = useSavePrivacy(() => {});
  const columns = useColumns();
  const erasures = useQuery({
    queryKey: [workspace, 'erasures'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/erasures', { params: { path: { workspace } } })),
    refetchInterval: (query) => (query.state.data?.some((one) => one.phase !== 'done') ? 1_000 : false),
  });
  return (
    <Section title={t('privacy.erased')}>
      <Switch
        label={t('privacy.dropErased')}
        description={t('privacy.dropErasedText')}
        checked={settings.dropErased}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ ...settings, dropErased: event.currentTarget.checked })}
      />
      <Text size="sm" c="dimmed" my={16}>
        {t('privacy.erasedText')}
      </Text>
      <QueryView
        query={erasures}
        isEmpty={(list) => list.length === 0}
        empty={<EmptyState title={t('privacy.noneTitle')} text={t('privacy.noneText')} />}
      >
        {(list) => (
          <DataTable label={t('privacy.erased')} rows={list} rowKey={(erasure) => erasure.id} columns={columns} />
        )}
      </QueryView>
    </Section>
  );
}

function useColumns(): Column<Erasure>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'at', header: t('privacy.column.requested'), cell: (one) => format.dateTime(one.requestedAt) },
    {
      key: 'by',
      header: t('privacy.column.by'),
      cell: (one) => (one.reason === 'retention' ? t('privacy.retention') : one.requestedBy),
    },
    {
      key: 'phase',
      header: t('privacy.column.phase'),
      cell: (one) => (one.problem === '' ? t(`privacy.phase.${one.phase}`) : one.problem),
    },
    {
      key: 'events',
      header: t('privacy.column.events'),
      figure: true,
      cell: (one) => format.number(one.eventsRemoved),
    },
    {
      key: 'remains',
      header: t('privacy.column.remains'),
      cell: (one) => (one.remains.length === 0 ? '–' : <code>{one.remains.join(', ')}</code>),
    },
    { key: 'do', header: '', cell: (one) => <Lift erasure={one} /> },
  ];
}

function Lift({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const lift = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/erasures/{id}/lift', { params: { path: { workspace, id: erasure.id } } }),
      ),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: [workspace, 'erasures'] });
    },
    onError: failed,
  });
  if (erasure.liftedAt) return <Text size="sm">{t('privacy.lifted')}</Text>;
  if (erasure.phase !== 'done' || erasure.reason === 'retention') return null;
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
        {t('privacy.lift')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('privacy.liftTitle')}
        text={t('privacy.liftText')}
        action={t('privacy.lift')}
        busy={lift.isPending}
        confirm={() => lift.mutate()}
      />
    </>
  );
}
