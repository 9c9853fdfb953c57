import { Button, Group, Modal, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoable } from '@/kit/edit/undoNotice';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import type { Flow } from '../model/flow.model';
import { actOnFlow, type FlowAction, flowQuery } from '../queries';

type Props = { flow: Flow; active: number; flush: () => Promise<{ kind: string }> };

function useAct(flow: Flow, flush: Props['flush']) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const { queryKey } = flowQuery(workspace, flow.id);
  return useMutation({
    mutationFn: async (action: FlowAction) => {
      const saved = await flush();
      // Publishing takes what the server has; what could not be saved says so in its own place.
      if (action === 'publish' && saved.kind !== 'saved') return null;
      return actOnFlow(workspace, flow.id, action);
    },
    onSuccess: (changed) => {
      if (changed) client.setQueryData(queryKey, changed);
    },
    onError: (error) => {
      failed(error);
      void client.invalidateQueries({ queryKey });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [workspace, 'flows'] });
      void client.invalidateQueries({ queryKey: [workspace, 'flow-counts', flow.id] });
    },
  });
}

export function FlowButtons({ flow, active, flush }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const act = useAct(flow, flush);
  const [stopping, setStopping] = useState(false);
  const people = t('common.people.count', { count: active, shown: format.number(active) });
  const resume = () => act.mutate('resume', { onSuccess: () => done(t('flows.action.resumed', { name: flow.name })) });
  const pause = () =>
    act.mutate('pause', {
      onSuccess: () => undoable(t('flows.action.paused', { name: flow.name, people }), resume),
    });
  const publish = () =>
    act.mutate('publish', {
      onSuccess: (published) =>
        published &&
        done(
          t(published.status === 'paused' ? 'flows.action.publishedPaused' : 'flows.action.published', {
            name: published.name,
            version: published.version ?? 1,
          }),
        ),
    });
  const stop = () =>
    act.mutate('stop', {
      onSuccess: () => done(t('flows.action.stopped', { name: flow.name })),
      onSettled: () => setStopping(false),
    });
  const running = flow.status === 'live' || flow.status === 'paused';
  return (
    <>
      {running && (
        <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => setStopping(true)}>
          {t('flows.action.stop')}
        </Button>
      )}
      {flow.status === 'live' && (
        <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={pause}>
          {t('flows.action.pause')}
        </Button>
      )}
      {flow.status === 'paused' && (
        <Button
          variant={flow.changed ? 'default' : 'filled'}
          leftSection={<IconPlayerPlay size={16} />}
          onClick={resume}
        >
          {t('flows.action.resume')}
        </Button>
      )}
      {(!running || flow.changed) && (
        <Button
          leftSection={<IconRocket size={16} />}
          loading={act.isPending && act.variables === 'publish'}
          disabled={flow.problems.length > 0}
          onClick={publish}
        >
          {t(running ? 'flows.action.publishAgain' : 'flows.action.publish')}
        </Button>
      )}
      <Modal
        opened={stopping}
        onClose={() => setStopping(false)}
        title={t('flows.action.stopTitle', { name: flow.name })}
      >
        <Text size="sm">{t('flows.action.stopText', { count: active, shown: format.number(active) })}</Text>
        <Group mt={24} gap={8} justify="flex-end">
          {flow.status === 'live' && (
            <Button
              variant="default"
              data-autofocus
              onClick={() => {
                setStopping(false);
                pause();
              }}
            >
              {t('flows.action.stopInstead')}
            </Button>
          )}
          <Button color="red.9" loading={act.isPending} onClick={stop}>
            {t('flows.action.stopConfirm')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
