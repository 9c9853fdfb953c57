import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';

const mostShown = 8;

/** Finds the other person and makes one of both. */
export function MergeDialog({ person, close }: { person: Schemas['PersonDetail']; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const [other, setOther] = useState('');
  const merge = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/people/{id}/merges', {
          params: { path: { workspace, id: person.id } },
          body: { other },
        }),
      ),
    onSuccess: () => {
      done(t('identity.merged'));
      void queryClient.invalidateQueries({ queryKey: [workspace] });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('identity.mergeTitle', { name: person.label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          merge.mutate();
        }}
      >
        <Stack gap={16}>
          <Text size="sm">{t('identity.mergeText', { name: person.label })}</Text>
          <TextInput
            label={t('identity.search')}
            data-autofocus
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Found search={search} except={person.id} chosen={other} choose={setOther} />
          {merge.isError && <ErrorState error={merge.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={other === ''} loading={merge.isPending}>
              {t('identity.merge')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type FoundProps = { search: string; except: string; chosen: string; choose: (id: string) => void };

function Found({ search, except, chosen, choose }: FoundProps) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const found = useQuery({
    queryKey: [workspace, 'people', 'found', search],
    enabled: search !== '',
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people', {
          params: { path: { workspace }, query: { search, limit: mostShown + 1 } },
        }),
      ),
  });
  if (search === '') {
    return (
      <Text size="sm" c="dimmed">
        {t('identity.choose')}
      </Text>
    );
  }
  const others = found.data?.people.filter((one) => one.id !== except).slice(0, mostShown);
  if (others?.length === 0) return <Text size="sm">{t('identity.noneFound')}</Text>;
  return (
    <Radio.Group value={chosen} onChange={choose} aria-label={t('identity.search')}>
      <Stack gap={8}>
        {others?.map((one) => (
          <Radio key={one.id} value={one.id} label={one.label} {...(one.email ? { description: one.email } : {})} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
