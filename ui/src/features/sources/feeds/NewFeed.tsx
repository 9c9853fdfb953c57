import { Button, Group, Modal, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';

type About = Schemas['Feed']['about'];

/** The address first; its entries show before the feed is kept. */
export function NewFeed({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [about, setAbout] = useState<About>('review');
  const [intervalMinutes, setIntervalMinutes] = useState(60);
  const look = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/workspaces/{workspace}/feeds/preview', { params: { path: { workspace } }, body: { url } })),
  });
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/feeds', {
          params: { path: { workspace } },
          body: { name, url, about, intervalMinutes },
        }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: [workspace, 'feeds'] });
      close();
    },
  });
  return (
    <Modal opened onClose={close} size="lg" title={t('feeds.new')}>
      <Stack gap={16}>
        <TextInput
          label={t('feeds.url')}
          description={t('feeds.urlText')}
          placeholder="https://example.com/reviews.xml"
          required
          data-autofocus
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={url.trim() === ''} loading={look.isPending} onClick={() => look.mutate()}>
            {t('feeds.look')}
          </Button>
        </Group>
        {look.isError && <ErrorState error={look.error} />}
        {look.data && look.data.length === 0 && <Text size="sm">{t('feeds.nothing')}</Text>}
        {look.data && look.data.length > 0 && (
          <DataTable
            label={t('feeds.entries')}
            rows={look.data}
            rowKey={(item) => item.guid}
            maxHeight={220}
            columns={[
              {
                key: 'at',
                header: t('feeds.at'),
                cell: (item) => (item.publishedAt ? format.dateTime(item.publishedAt) : '–'),
              },
              { key: 'author', header: t('feeds.author'), cell: (item) => item.author ?? '–' },
              { key: 'title', header: t('feeds.entry'), text: true, cell: (item) => item.title || item.text },
            ]}
          />
        )}
        <TextInput
          label={t('common.name')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group label={t('feeds.what')} value={about} onChange={(next) => setAbout(next as About)}>
          <Group gap={16} mt={8}>
            <Radio value="review" label={t('feeds.about.review')} />
            <Radio value="mention" label={t('feeds.about.mention')} />
          </Group>
        </Radio.Group>
        <NumberInput
          label={t('feeds.interval')}
          min={5}
          max={10080}
          value={intervalMinutes}
          onChange={(next) => setIntervalMinutes(Number(next) || 60)}
        />
        {create.isError && <ErrorState error={create.error} />}
        <Group justify="flex-end">
          <Button
            disabled={url.trim() === '' || name.trim() === ''}
            loading={create.isPending}
            onClick={() => create.mutate()}
          >
            {t('feeds.keep')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
