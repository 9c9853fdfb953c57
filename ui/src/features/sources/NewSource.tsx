import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Code, Secret } from '@/kit/Secret';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { type Basis, ConsentBasis } from './ConsentBasis';
import { snippetsOf } from './sources.model';

type Kind = Schemas['SourceKind'];
const kinds: readonly Kind[] = ['web', 'server', 'import'];

/** Name and kind first; then, this once, the write key and how to use it. */
export function NewSource({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('web');
  const [consent, setConsent] = useState<Basis>('ledger');
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/sources', {
          params: { path: { workspace } },
          body: { name: name.trim(), kind, consent },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'sources'] }),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={create.data ? t('sources.createdTitle', { name: create.data.name }) : t('sources.new')}
      // The key is shown this once: a stray click must not lose it.
      closeOnClickOutside={create.data === undefined}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {create.data ? (
        <Created source={create.data} close={close} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack gap={16}>
            <TextInput
              label={t('common.name')}
              placeholder={t('sources.example')}
              required
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Radio.Group
              label={t('sources.kind')}
              value={kind}
              onChange={(next) => {
                setKind(next as Kind);
                // A file was collected somewhere already.
                setConsent(next === 'import' ? 'elsewhere' : 'ledger');
              }}
            >
              <Stack gap={8} mt={8}>
                {kinds.map((choice) => (
                  <Radio
                    key={choice}
                    value={choice}
                    label={t(`sources.kinds.${choice}`)}
                    description={t(`sources.kindText.${choice}`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <ConsentBasis value={consent} change={setConsent} />
            {create.isError && <ErrorState error={create.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t('common.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Created({ source, close }: { source: Schemas['CreatedSource']; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap={16}>
      <Secret label={t('sources.key')} value={source.writeKey} warning={t('sources.once')} />
      {snippetsOf(source.kind, window.location.origin, source.writeKey).map((snippet) => (
        <Code key={snippet.key} label={t(`sources.snippet.${snippet.key}`)} code={snippet.code} />
      ))}
      <Group justify="flex-end">
        <Button onClick={close}>{t('sources.kept')}</Button>
      </Group>
    </Stack>
  );
}
