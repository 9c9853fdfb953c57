import { Button, Group, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useWorkspaceId } from '@/kit/workspace';
import { useRunning } from './running';

/** What is answered sooner needs no word. */
const PATIENCE = 1_000;

/** How far a report is that takes its time, and a way to stop it. */
export function ReportProgress({ kind }: { kind: string }) {
  const request = useRunning(kind);
  const [slow, setSlow] = useState<string | null>(null);
  useEffect(() => {
    if (request === null) return;
    const timer = setTimeout(() => setSlow(request), PATIENCE);
    return () => clearTimeout(timer);
  }, [request]);
  return request !== null && slow === request ? <Slow key={request} request={request} /> : null;
}

function Slow({ request }: { request: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const [stopping, setStopping] = useState(false);
  const path = { workspace, id: request };
  const state = useQuery({
    queryKey: [workspace, 'running', request],
    refetchInterval: 500,
    gcTime: 0,
    // Once the report is done nothing is known of it any more.
    queryFn: async () =>
      (await answer(api.GET('/api/workspaces/{workspace}/reports/running/{id}', { params: { path } }))) ?? null,
  });
  if (!state.data) return null;
  const { waiting, ahead, share } = state.data;
  const stop = () => {
    setStopping(true);
    // The report's own request then says that it was stopped.
    void api.DELETE('/api/workspaces/{workspace}/reports/running/{id}', { params: { path } });
  };
  return (
    <Group gap={12} mb={16} wrap="nowrap" role="status">
      <Progress
        value={share * 100}
        size={8}
        style={{ flex: 1 }}
        animated={waiting}
        aria-label={t('running.label')}
        transitionDuration={150}
      />
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {waiting
          ? t('running.waiting', { count: ahead, shown: format.number(ahead) })
          : t('running.done', { share: format.percent(share, 0) })}
      </Text>
      <Button size="compact-sm" variant="default" loading={stopping} onClick={stop}>
        {t('running.stop')}
      </Button>
    </Group>
  );
}
