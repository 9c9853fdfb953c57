import { Button, Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';

type Purpose = Schemas['Purpose'];
const purposes: readonly Purpose[] = ['analytics', 'profiling', 'email', 'push', 'sms', 'advertising'];

/** Notes what the person said, with how it became known. */
export function ConsentChange({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [purpose, setPurpose] = useState<Purpose>('email');
  const [granted, setGranted] = useState(false);
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/people/{id}/consent', {
          params: { path: { workspace, id: person } },
          body: { purpose, granted, note: note.trim() },
        }),
      ),
    onSuccess: () => {
      done(t('consent.person.saved'));
      void queryClient.invalidateQueries({ queryKey: [workspace] });
      close();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap={16}>
        <Select
          label={t('consent.person.purpose')}
          data={purposes.map((value) => ({ value, label: t(`people.story.purpose.${value}`) }))}
          value={purpose}
          allowDeselect={false}
          onChange={(next) => next && setPurpose(next as Purpose)}
        />
        <SegmentedControl
          aria-label={t('consent.person.title')}
          data={[
            { value: 'no', label: t('consent.person.refused') },
            { value: 'yes', label: t('consent.person.granted') },
          ]}
          value={granted ? 'yes' : 'no'}
          onChange={(next) => setGranted(next === 'yes')}
        />
        <TextInput
          label={t('consent.person.note')}
          placeholder={t('consent.person.noteExample')}
          required
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.isError && <ErrorState error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('consent.person.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
