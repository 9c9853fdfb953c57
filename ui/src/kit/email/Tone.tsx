import { Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

export const brandQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'brand'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/brand', { params: { path: { workspace } } })),
  });

/** How texts are to sound, beside where they are written; nothing where the brand does not say. */
export function Tone() {
  const { t } = useTranslation();
  const tone = useQuery(brandQuery(useWorkspaceId())).data?.tone?.trim();
  if (!tone) return null;
  return (
    <Text size="sm" c="dimmed" lineClamp={3} title={tone}>
      <strong>{t('templates.brand.tone')}:</strong> {tone}
    </Text>
  );
}
