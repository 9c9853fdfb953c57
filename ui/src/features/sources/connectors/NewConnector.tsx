import { Group, Radio, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { CreateDialog } from '@/kit/CreateDialog';
import { NameField } from '@/kit/edit/NameField';
import { Code, Secret } from '@/kit/Secret';
import { useWorkspaceId } from '@/kit/workspace';

type Kind = Schemas['ConnectorKind'];
type Settings = Schemas['ConnectorSettings'];
const kinds: readonly Kind[] = ['shopify', 'woocommerce', 'ecwid', 'generic'];

const exampleMapping = `title: Calls
event: Call Answered
user: {column: contact.email, lowerCase: true}
time: {column: answered_at}
id: [call.id]
properties:
  - {name: minutes, column: call.minutes}
`;

/** Kind, secret and what it needs to know; then the address for the other program. */
export function NewConnector({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('shopify');
  const [secret, setSecret] = useState('');
  const [settings, setSettings] = useState<Settings>({ person: 'email', mapping: exampleMapping });
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/connectors', {
          params: { path: { workspace } },
          body: { name: name.trim(), kind, ...(secret ? { secret } : {}), settings: relevant(kind, settings) },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'connectors'] }),
  });
  return (
    <CreateDialog
      size="lg"
      title={t(create.data ? 'connectors.created' : 'connectors.new')}
      create={create}
      close={close}
      made={(created) => (
        <>
          <Code label={t('connectors.address')} code={`${window.location.origin}${created.path}`} />
          <Secret label={t('connectors.secret')} value={created.secret} warning={t('connectors.once')} />
          <Text size="sm">{t(`connectors.next.${kind}`)}</Text>
        </>
      )}
    >
      <NameField value={name} longest={120} placeholder={t('connectors.nameExample')} change={setName} />
      <Radio.Group label={t('connectors.kind')} value={kind} onChange={(next) => setKind(next as Kind)}>
        <Group gap={16} mt={8}>
          {kinds.map((choice) => (
            <Radio key={choice} value={choice} label={t(`connectors.kinds.${choice}`)} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        label={t('connectors.secret')}
        description={t(`connectors.secretText.${kind}`)}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <Details kind={kind} settings={settings} change={setSettings} />
    </CreateDialog>
  );
}

/** Only what this kind of connector reads, and nothing empty. */
function relevant(kind: Kind, settings: Settings): Settings {
  const { person, accessToken, mapping, each, signatureHeader } = settings;
  if (kind === 'generic')
    return { ...(mapping && { mapping }), ...(each && { each }), ...(signatureHeader && { signatureHeader }) };
  return { ...(person && { person }), ...(kind === 'ecwid' && accessToken && { accessToken }) };
}

type DetailsProps = { kind: Kind; settings: Settings; change: (settings: Settings) => void };

function Details({ kind, settings, change }: DetailsProps) {
  const { t } = useTranslation();
  if (kind === 'generic')
    return (
      <>
        <Textarea
          label={t('connectors.mapping')}
          description={t('connectors.mappingText')}
          autosize
          minRows={7}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
          value={settings.mapping ?? ''}
          onChange={(event) => change({ ...settings, mapping: event.currentTarget.value })}
        />
        <TextInput
          label={t('connectors.each')}
          description={t('connectors.eachText')}
          placeholder="orders"
          value={settings.each ?? ''}
          onChange={(event) => change({ ...settings, each: event.currentTarget.value })}
        />
        <TextInput
          label={t('connectors.signatureHeader')}
          description={t('connectors.signatureHeaderText')}
          placeholder="X-Signature-256"
          value={settings.signatureHeader ?? ''}
          onChange={(event) => change({ ...settings, signatureHeader: event.currentTarget.value })}
        />
      </>
    );
  return (
    <>
      <Radio.Group
        label={t('connectors.person')}
        description={t('connectors.personText')}
        value={settings.person ?? 'email'}
        onChange={(person) => change({ ...settings, person: person as 'email' | 'customerId' })}
      >
        <Group gap={16} mt={8}>
          <Radio value="email" label={t('connectors.persons.email')} />
          <Radio value="customerId" label={t('connectors.persons.customerId')} />
        </Group>
      </Radio.Group>
      {kind === 'ecwid' && (
        <TextInput
          label={t('connectors.accessToken')}
          description={t('connectors.accessTokenText')}
          value={settings.accessToken ?? ''}
          onChange={(event) => change({ ...settings, accessToken: event.currentTarget.value })}
        />
      )}
    </>
  );
}
