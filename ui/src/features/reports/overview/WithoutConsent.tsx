import { Popover, Text, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useWorkspaceId } from '@/kit/workspace';

/** How many pages were seen without consent to analytics; nothing where there are none. */
export function WithoutConsent({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const counts = useQuery({
    queryKey: [workspace, 'consent', 'without', from, to],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/consent/without', {
          params: { path: { workspace }, query: { from, to } },
        }),
      ),
  });
  if (!counts.data || counts.data.events === 0) return null;
  return (
    <Text size="sm" component="div">
      <b>{t('consent.without.line', { pages: format.number(counts.data.pageViews) })}</b>{' '}
      <Text span c="dimmed" inherit>
        {t('consent.without.linePeople')}
      </Text>{' '}
      <Popover width={320} withArrow shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton aria-label={t('common.howCounted')} className="no-print">
            <IconInfoCircle size={16} stroke={1.6} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <Text fw={600} size="sm" mb={4}>
            {t('common.howCounted')}
          </Text>
          <Text size="sm">{t('consent.without.counted')}</Text>
        </Popover.Dropdown>
      </Popover>
    </Text>
  );
}
