import { ActionIcon, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { endLink, linksQuery, type ShareContent, type ShareLink } from './queries';

/** The links to one report or dashboard, ended ones too: who made and who ended them stays known. */
export function LinkList({ kind, target }: Pick<ShareContent, 'kind' | 'target'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const links = useQuery(linksQuery(workspace));
  const mine = (all: readonly ShareLink[]) => all.filter((link) => link.kind === kind && link.target === target);
  return (
    <div>
      <Title order={3} size="h4" mb={8}>
        {t('shares.list')}
      </Title>
      <QueryView query={links} isEmpty={(all) => mine(all).length === 0} empty={<None />}>
        {(all) => (
          <DataTable
            label={t('shares.list')}
            rows={mine(all)}
            rowKey={(link) => link.id}
            maxHeight={260}
            columns={[
              { key: 'hint', header: t('shares.link'), cell: (link) => `…${link.hint}` },
              {
                key: 'by',
                header: t('shares.maker'),
                cell: (link) => t('shares.by', { name: link.createdBy, day: format.day(link.createdAt) }),
              },
              { key: 'until', header: t('shares.until'), cell: (link) => <Until link={link} /> },
              {
                key: 'seen',
                header: t('shares.seen'),
                cell: (link) => (link.openedAt ? format.dateTime(link.openedAt) : t('shares.never')),
              },
              { key: 'end', header: '', cell: (link) => <End link={link} /> },
            ]}
          />
        )}
      </QueryView>
    </div>
  );
}

function None() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {t('shares.none')}
    </Text>
  );
}

const works = (link: ShareLink) => link.revokedAt === undefined && Date.parse(link.expiresAt) > Date.now();

function Until({ link }: { link: ShareLink }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (link.revokedAt !== undefined) return <>{t('shares.endedBy', { name: link.revokedBy })}</>;
  return <>{works(link) ? format.day(link.expiresAt) : t('shares.over')}</>;
}

function End({ link }: { link: ShareLink }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const may = useMay('edit');
  const end = useMutation({
    mutationFn: () => endLink(workspace, link.id),
    onSuccess: () => {
      done(t('shares.ended'));
      return client.invalidateQueries({ queryKey: linksQuery(workspace).queryKey });
    },
    onError: failed,
  });
  if (!may || !works(link)) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('shares.end', { hint: link.hint })}
      loading={end.isPending}
      onClick={() => end.mutate()}
    >
      <IconTrash size={16} stroke={1.6} />
    </ActionIcon>
  );
}
