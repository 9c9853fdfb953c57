import { Button, Group, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { useWorkspaceId } from '@/kit/workspace';
import { kinds, type Settings, useSavePrivacy } from './usePrivacy';

/** How many days each kind of data is kept. */
export function Limits({ saved }: { saved: Settings }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(saved.keepDays);
  const save = useSavePrivacy(() => done(t('privacy.saved')));
  return (
    <Section title={t('privacy.limits')}>
      <Text size="sm" c="dimmed" mb={16}>
        {t('privacy.limitsText')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ ...saved, keepDays: days });
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing={16}>
          {kinds.map((kind) => (
            <NumberInput
              key={kind}
              label={t(`privacy.kind.${kind}`)}
              placeholder={t('privacy.forever')}
              suffix={` ${t('privacy.days')}`}
              min={1}
              max={36500}
              allowDecimal={false}
              value={days[kind] ?? ''}
              onChange={(value) => {
                const { [kind]: _, ...others } = days;
                setDays(typeof value === 'number' ? { ...others, [kind]: value } : others);
              }}
            />
          ))}
        </SimpleGrid>
        <Group mt={16} gap={8}>
          <Button type="submit" loading={save.isPending}>
            {t('privacy.save')}
          </Button>
          <ApplyNow />
        </Group>
      </form>
      <LastRun />
    </Section>
  );
}

function useRemoved() {
  const { t } = useTranslation();
  const format = useFormat();
  return (run: Schemas['RetentionRun']) =>
    kinds
      .filter((kind) => (run.removed[kind] ?? 0) > 0)
      .map((kind) => `${t(`privacy.kind.${kind}`)} ${format.number(run.removed[kind] ?? 0)}`)
      .join(', ');
}

function LastRun() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const removed = useRemoved();
  const runs = useQuery({
    queryKey: [workspace, 'retention-runs'],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/privacy/retention-runs', { params: { path: { workspace } } })),
  });
  const last = runs.data?.[0];
  if (last === undefined) return null;
  return (
    <Text size="sm" c="dimmed" mt={12}>
      {t('privacy.lastRun', { when: format.dateTime(last.at), what: removed(last) || t('privacy.nothing') })}
      {last.problem !== '' && ` ${last.problem}`}
    </Text>
  );
}

function ApplyNow() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const removed = useRemoved();
  const [asking, setAsking] = useState(false);
  const apply = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/workspaces/{workspace}/privacy/retention-runs', { params: { path: { workspace } } })),
    onSuccess: (run) => {
      setAsking(false);
      const what = removed(run);
      done(what === '' ? t('privacy.appliedNothing') : t('privacy.applied', { what }));
      void queryClient.invalidateQueries({ queryKey: [workspace] });
    },
    onError: failed,
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('privacy.applyNow')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('privacy.applyTitle')}
        text={t('privacy.applyText')}
        action={t('privacy.applyNow')}
        busy={apply.isPending}
        confirm={() => apply.mutate()}
      />
    </>
  );
}
