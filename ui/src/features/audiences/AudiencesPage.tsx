import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { ListPage } from '@/kit/ListPage';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { AudienceDrawer } from './AudienceDrawer';
import { type Audience, useAudiences, useLookNow, useRemoveAudience } from './useAudiences';

/** Audiences of advertising that follow segments, and how that goes. */
export function AudiencesPage() {
  const audiences = useAudiences();
  const remove = useRemoveAudience();
  const [opened, setOpened] = useState<Audience | 'new' | null>(null);
  return (
    <>
      <ListPage
        words="audiences"
        icon={IconTargetArrow}
        query={audiences}
        start={() => setOpened('new')}
        above={<PeopleTabs />}
      >
        {(list) => (
          <Stack gap={16}>
            {list.map((audience) => (
              <Trouble key={audience.id} audience={audience} />
            ))}
            <AudienceList audiences={list} open={setOpened} />
          </Stack>
        )}
      </ListPage>
      {opened && (
        <AudienceDrawer
          key={opened === 'new' ? 'new' : opened.id}
          audience={opened === 'new' ? null : opened}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
    </>
  );
}

function Trouble({ audience }: { audience: Audience }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLookNow();
  const may = useMay('edit');
  if (audience.trouble === undefined) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={audience.name}>
      <Text size="sm">{audience.trouble}</Text>
      <Group gap={12} mt={8}>
        {audience.retryAt && <Text size="sm">{t('audiences.retry', { time: format.dateTime(audience.retryAt) })}</Text>}
        {may && (
          <Button size="compact-sm" variant="default" loading={look.isPending} onClick={() => look.mutate(audience)}>
            {t('audiences.now')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function AudienceList({ audiences, open }: { audiences: Audience[]; open: (audience: Audience) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('audiences.title')} counted="audiences" flush>
      <DataTable
        label={t('audiences.title')}
        rows={audiences}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('common.name'),
            cell: (audience) => <FigureButton onClick={() => open(audience)}>{audience.name}</FigureButton>,
          },
          {
            key: 'destination',
            header: t('audiences.column.destination'),
            cell: ({ destination }) => t(`audiences.destination.${destination}`),
          },
          ...(['members', 'waiting', 'added', 'removed', 'invalid'] as const).map((key) => ({
            key,
            header: t(`audiences.column.${key}`),
            figure: true,
            cell: (audience: Audience) => format.number(audience[key]),
          })),
          {
            key: 'synced',
            header: t('audiences.column.synced'),
            figure: true,
            cell: ({ syncedAt }) => (syncedAt ? format.dateTime(syncedAt) : t('audiences.never')),
          },
        ]}
      />
    </Section>
  );
}
