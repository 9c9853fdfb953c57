import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { useNames } from '../builder/useNames';
import type { Flow } from '../model/flow.model';
import { stepWords } from '../model/words.model';
import { titleOf } from '../simulate/walk.model';
import { type FlowVersion, movePeople } from './queries';

type Props = { flow: Flow; from: FlowVersion; newest: FlowVersion; close: () => void };

/** Moves the people of an old version to the newest; where a step is gone, another takes its people. */
export function MoveDialog({ flow, from, newest, close }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useNames();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const known = new Set(newest.definition.steps.map((step) => step.id));
  const [steps, setSteps] = useState<Record<string, string>>({});
  const [retime, setRetime] = useState(false);
  const move = useMutation({
    mutationFn: () => movePeople(workspace, flow.id, { from: from.number, steps, retime }),
    onError: failed,
    onSuccess: ({ moved }) => {
      done(t('flowruns.move.done', { count: moved, shown: format.number(moved), version: newest.number }));
      close();
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [workspace, 'flow-versions', flow.id] });
      void client.invalidateQueries({ queryKey: [workspace, 'flow-counts', flow.id] });
    },
  });
  const open = from.places.filter(({ step }) => !known.has(step) && steps[step] === undefined);
  return (
    <Modal opened onClose={close} title={t('flowruns.move.title', { from: from.number, to: newest.number })}>
      <Stack gap={16}>
        <Text size="sm">{t('flowruns.move.text')}</Text>
        {from.places.map(({ step, people }) => (
          <Select
            key={step}
            label={t('flowruns.versions.place', {
              count: people,
              shown: format.number(people),
              step: titleOf(t, from.definition, step),
            })}
            description={known.has(step) ? t('flowruns.move.stays') : t('flowruns.move.gone')}
            allowDeselect={false}
            data={newest.definition.steps.map((target) => ({
              value: target.id,
              label: target.name ?? stepWords(t, names, target),
            }))}
            value={steps[step] ?? (known.has(step) ? step : null)}
            onChange={(target) => target && setSteps({ ...steps, [step]: target })}
          />
        ))}
        <Checkbox
          label={t('flowruns.move.retime')}
          description={t('flowruns.move.retimeHelp')}
          checked={retime}
          onChange={(event) => setRetime(event.currentTarget.checked)}
        />
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button disabled={open.length > 0} loading={move.isPending} onClick={() => move.mutate()}>
            {t('flowruns.move.action', { count: from.inside, shown: format.number(from.inside) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
