import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import { Secret } from '@/kit/Secret';
import { useWorkspaceId } from '@/kit/workspace';

const collection = '/api/workspaces/{workspace}/share-links' as const;
const lives = ['7', '30', '90'];

function useLinks(map: string) {
  const workspace = useWorkspaceId();
  const queries = useQueryClient();
  const params = { path: { workspace } };
  const queryKey = [workspace, 'share-links'];
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const links = useQuery({ queryKey, queryFn: () => answer(api.GET(collection, { params })) });
  const make = useMutation({
    mutationFn: (days: number) =>
      answer(api.POST(collection, { params, body: { kind: 'map', target: map, days, compare: 'previous' } })),
    onError: failed,
    onSettled,
  });
  const end = useMutation({
    mutationFn: (id: string) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled,
  });
  return { links, make, end };
}

/** Links by which people without an account read the map and comment on it. */
export function ReviewLinks({ map }: { map: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const [days, setDays] = useState('30');
  const { links, make, end } = useLinks(map);
  return (
    <Stack gap={12}>
      <Text size="sm">{t('mapreview.links.sentence')}</Text>
      {may && (
        <Group align="flex-end" gap={8}>
          <Select
            label={t('mapreview.links.days')}
            allowDeselect={false}
            data={lives.map((value) => ({ value, label: t('mapreview.links.daysOf', { count: Number(value) }) }))}
            value={days}
            onChange={(value) => setDays(value ?? '30')}
          />
          <Button loading={make.isPending} onClick={() => make.mutate(Number(days))}>
            {t('mapreview.links.make')}
          </Button>
        </Group>
      )}
      {make.data && (
        <Secret
          label={t('mapreview.links.made')}
          value={`${window.location.origin}/review/${make.data.token}`}
          warning={t('mapreview.links.once', { day: format.day(make.data.expiresAt) })}
        />
      )}
      <QueryView query={links}>
        {(all) => (
          <Stack gap={4}>
            {all
              .filter((link) => link.kind === 'map' && link.target === map)
              .map((link) => (
                <Group key={link.id} justify="space-between" wrap="nowrap">
                  <Text size="sm">
                    …{link.hint} ·{' '}
                    {link.revokedAt
                      ? t('mapreview.links.ended', { name: link.revokedBy })
                      : t('mapreview.links.until', { day: format.day(link.expiresAt) })}
                  </Text>
                  {may && !link.revokedAt && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('mapreview.links.end', { hint: link.hint })}
                      onClick={() => end.mutate(link.id)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  )}
                </Group>
              ))}
          </Stack>
        )}
      </QueryView>
    </Stack>
  );
}
