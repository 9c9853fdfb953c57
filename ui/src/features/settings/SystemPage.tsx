import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from './SettingsTabs';
import { bytesText } from './settings.model';

export function SystemPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const status = useQuery({
    queryKey: [workspace, 'status'],
    refetchInterval: 5000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/status', { params: { path: { workspace } } })),
  });
  return (
    <Page title={t('settings.title')} sentence={t('settings.system.sentence')}>
      <SettingsTabs />
      <QueryView query={status}>{(data) => <Status status={data} />}</QueryView>
    </Page>
  );
}

function Status({ status }: { status: Schemas['WorkspaceStatus'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap={16}>
      <Figures columns={6}>
        <Figure label={t('settings.system.events')} value={format.number(status.events)} />
        <Figure label={t('settings.system.persons')} value={format.number(status.persons)} />
        <Figure label={t('settings.system.projected')} value={format.number(status.projected)} />
        <Figure label={t('settings.system.lag')} value={format.number(status.lagEvents)} />
        <Figure label={t('settings.system.index')} value={bytesText(status.indexBytes, format.number)} />
        <Figure label={t('settings.system.files')} value={format.number(status.eventFiles)} />
      </Figures>
      <Section title={t('settings.system.troubles')}>
        <Troubles troubles={status.troubles} />
      </Section>
      <Section title={t('settings.system.index')}>
        <Rebuild share={status.indexRebuilt} />
      </Section>
      <Section title={t('settings.system.mail')}>
        <Mail smtp={status.smtp} />
      </Section>
    </Stack>
  );
}

function Troubles({ troubles }: { troubles: Schemas['Trouble'][] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (troubles.length === 0) {
    return (
      <Text size="sm" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <IconCheck size={18} color="var(--good)" aria-hidden />
        {t('settings.system.allWell')}
      </Text>
    );
  }
  return (
    <Stack gap={12} role="alert">
      {troubles.map((trouble) => (
        <Group key={trouble.part} gap={8} wrap="nowrap" align="flex-start">
          <IconAlertTriangle size={18} color="var(--highlight)" aria-hidden style={{ flexShrink: 0 }} />
          <Stack gap={2}>
            <Text size="sm" fw={600}>
              {t(`settings.system.trouble.${trouble.part}`)}
            </Text>
            <Text size="sm">
              {t(`settings.system.reason.${trouble.reason}`)} ({format.dateTime(trouble.since)})
            </Text>
          </Stack>
        </Group>
      ))}
      <Text size="sm" c="dimmed">
        {t('settings.system.retried')}
      </Text>
    </Stack>
  );
}

function Rebuild({ share }: { share: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const rebuild = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/workspaces/{workspace}/index/rebuild', { params: { path: { workspace } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'status'] }),
  });
  return (
    <Stack gap={8}>
      <Text size="sm" c="dimmed">
        {t('settings.system.rebuildText')}
      </Text>
      {rebuild.isError && <ErrorState error={rebuild.error} />}
      <Group>
        <Button
          variant="default"
          loading={rebuild.isPending}
          disabled={share !== undefined}
          onClick={() => rebuild.mutate()}
        >
          {t('settings.system.rebuild')}
        </Button>
        {share !== undefined && (
          <Text size="sm" role="status">
            {t('settings.system.rebuilding', { share: format.percent(share) })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Mail({ smtp }: { smtp: Schemas['WorkspaceStatus']['smtp'] }) {
  const { t } = useTranslation();
  const ready = smtp?.configured === true;
  return (
    <Stack gap={4}>
      <Text size="sm" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        {ready ? (
          <IconCheck size={18} color="var(--good)" aria-hidden />
        ) : (
          <IconAlertTriangle size={18} color="var(--highlight)" aria-hidden />
        )}
        {ready ? t('settings.system.mailReady', { host: smtp.host ?? '' }) : t('settings.system.mailMissing')}
      </Text>
      {!ready && (
        <Text size="sm" c="dimmed">
          {t('settings.system.mailHelp')}
        </Text>
      )}
    </Stack>
  );
}
