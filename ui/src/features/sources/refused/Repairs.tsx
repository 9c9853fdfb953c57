import { ActionIcon, Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Refused.module.css';
import { type Draft, isComplete, type Repair, repairOf } from './refused.model';
import { useRefresh } from './useRefused';

type Props = { title: string; count: number; filter: Schemas['DeadLetterFilter']; close: () => void };
const kinds: readonly Repair['kind'][] = ['rename', 'put', 'remove'];

/** Changes for all events of one reason: tried first, then taken. */
export function Repairs({ title, count, filter, close }: Props) {
  const { t } = useTranslation();
  const next = useRef(1);
  const [drafts, setDrafts] = useState<Draft[]>([{ id: 0, kind: 'rename', field: '', to: '', value: '' }]);
  const trial = useRetry(filter, true, () => {});
  const take = useRetry(filter, false, close);
  const change = (changed: Draft[]) => {
    setDrafts(changed);
    trial.reset();
  };
  const repairs = drafts.filter(isComplete).map(repairOf);
  return (
    <Modal opened onClose={close} size="lg" title={t('collect.repair.title', { reason: title })}>
      <Stack gap={16}>
        <Text size="sm">{t('collect.repair.sentence', { count })}</Text>
        {drafts.map((draft) => (
          <Change
            key={draft.id}
            draft={draft}
            change={(changed) => change(drafts.map((one) => (one.id === changed.id ? changed : one)))}
            drop={() => change(drafts.filter((one) => one.id !== draft.id))}
          />
        ))}
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => change([...drafts, { id: next.current++, kind: 'rename', field: '', to: '', value: '' }])}
          >
            {t('collect.repair.add')}
          </Button>
        </Group>
        {trial.data && <Forecast tried={trial.data} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate(repairs)}>
            {t('collect.repair.try')}
          </Button>
          <Button
            disabled={!trial.data || trial.data.taken === 0}
            loading={take.isPending}
            onClick={() => take.mutate(repairs)}
          >
            {t('collect.repair.apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function useRetry(filter: Schemas['DeadLetterFilter'], rehearsal: boolean, onTaken: () => void) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (repairs: Repair[]) =>
      answer(
        api.POST('/api/workspaces/{workspace}/dead-letters/retry', {
          params: { path: { workspace } },
          body: { filter, repairs, rehearsal },
        }),
      ),
    onSuccess: ({ taken }) => {
      if (rehearsal) return;
      done(t('collect.repair.taken', { count: taken }));
      refresh();
      onTaken();
    },
    onError: failed,
  });
}

function Forecast({ tried }: { tried: Schemas['DeadLettersTried'] }) {
  const { t } = useTranslation();
  return (
    <Alert color={tried.taken > 0 ? 'accent' : 'warm'} variant="light" role="status">
      <Text size="sm">{t('collect.repair.wouldTake', { count: tried.taken })}</Text>
      {tried.refused > 0 && (
        <Text size="sm">{t('collect.repair.stillRefused', { count: tried.refused, reason: tried.reason ?? '' })}</Text>
      )}
      {tried.skipped > 0 && <Text size="sm">{t('collect.repair.skipped', { count: tried.skipped })}</Text>}
    </Alert>
  );
}

function Change({ draft, change, drop }: { draft: Draft; change: (draft: Draft) => void; drop: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.change}>
      <Select
        label={t('collect.repair.kind')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`collect.repair.kinds.${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => change({ ...draft, kind: (kind ?? 'rename') as Repair['kind'] })}
      />
      <TextInput
        label={t('collect.repair.field')}
        placeholder="user.id"
        title={t('collect.repair.fieldText')}
        value={draft.field}
        onChange={(event) => change({ ...draft, field: event.currentTarget.value })}
      />
      {draft.kind === 'rename' && (
        <TextInput
          label={t('collect.repair.to')}
          placeholder="userId"
          value={draft.to}
          onChange={(event) => change({ ...draft, to: event.currentTarget.value })}
        />
      )}
      {draft.kind === 'put' && (
        <TextInput
          label={t('collect.repair.value')}
          value={draft.value}
          onChange={(event) => change({ ...draft, value: event.currentTarget.value })}
        />
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={t('collect.repair.drop')} onClick={drop}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
