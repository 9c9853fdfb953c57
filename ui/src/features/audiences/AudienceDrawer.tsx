import { Fieldset, PasswordInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { ActiveSwitch, NameField } from '@/kit/edit/NameField';
import { type Audience, type AudienceContent, type Secrets, useSaveAudience } from './useAudiences';

type Props = { audience: Audience | null; close: () => void; remove: (audience: Audience) => void };

const destinations = ['google', 'meta', 'tiktok'] as const;
const keysOf: Record<AudienceContent['destination'], readonly (keyof Secrets)[]> = {
  google: ['clientId', 'clientSecret', 'refreshToken'],
  meta: ['accessToken'],
  tiktok: ['accessToken'],
};

function contentOf(audience: Audience | null): AudienceContent {
  const { name = '', active = true, segment = '', destination = 'google' } = audience ?? {};
  const { account = '', manager = '', audience: id = '', proxy } = audience ?? {};
  return { name, active, segment, destination, account, manager, audience: id, ...(proxy ? { proxy } : {}) };
}

/** Makes one audience: the segment it follows, where it is, and the access to it. */
export function AudienceDrawer({ audience, close, remove }: Props) {
  const { t } = useTranslation();
  const segments = useSegments().data ?? [];
  const [draft, setDraft] = useState<AudienceContent>(() => contentOf(audience));
  const [secrets, setSecrets] = useState<Secrets>({});
  const save = useSaveAudience();
  const { errors, submit } = useDraft(save, t('audiences.noName'), close);
  const set = (change: Partial<AudienceContent>) => setDraft((before) => ({ ...before, ...change }));
  const given = Object.values(secrets).some((secret) => secret !== '');
  const { destination } = draft;
  return (
    <FormDrawer
      title={audience === null ? t('audiences.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(audience?.id ?? null, draft, given ? { ...draft, secrets } : draft)}
      close={close}
      remove={audience ? () => remove(audience) : undefined}
    >
      <NameField value={draft.name} error={errors.name} longest={120} change={(name) => set({ name })} />
      <ActiveSwitch
        label={t('audiences.active')}
        help={t('audiences.activeHelp')}
        value={draft.active}
        change={(active) => set({ active })}
      />
      <Select
        label={t('audiences.segment')}
        description={t('audiences.segmentHelp')}
        required
        searchable
        allowDeselect={false}
        data={segments.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.segment || null}
        error={errors.segment}
        onChange={(segment) => set({ segment: segment ?? '' })}
      />
      <Fieldset legend={t('audiences.where')}>
        <Stack gap={12}>
          <SegmentedControl
            aria-label={t('audiences.where')}
            disabled={audience !== null}
            value={destination}
            data={destinations.map((value) => ({ value, label: t(`audiences.destination.${value}`) }))}
            onChange={(value) => {
              set({ destination: value as AudienceContent['destination'] });
              setSecrets({});
            }}
          />
          {destination !== 'meta' && (
            <TextInput
              label={t(`audiences.account.${destination}`)}
              required
              value={draft.account}
              onChange={(event) => set({ account: event.currentTarget.value })}
            />
          )}
          {destination === 'google' && (
            <TextInput
              label={t('audiences.manager')}
              description={t('audiences.managerHelp')}
              value={draft.manager}
              onChange={(event) => set({ manager: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t(`audiences.audience.${destination}`)}
            description={t('audiences.idHelp')}
            required
            value={draft.audience}
            error={errors.audience}
            onChange={(event) => set({ audience: event.currentTarget.value })}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend={t('audiences.secrets')}>
        <Stack gap={12}>
          {audience && <Text size="sm">{t('audiences.kept')}</Text>}
          {keysOf[destination].map((key) => (
            <PasswordInput
              key={key}
              label={t(`audiences.${key}`)}
              required={audience === null}
              autoComplete="off"
              value={secrets[key] ?? ''}
              onChange={(event) => setSecrets({ ...secrets, [key]: event.currentTarget.value })}
            />
          ))}
          {errors.secrets && (
            <Text size="sm" c="red" role="alert">
              {errors.secrets}
            </Text>
          )}
        </Stack>
      </Fieldset>
      <TextInput
        label={t('audiences.proxy')}
        description={t('audiences.proxyHelp')}
        placeholder="https://"
        value={draft.proxy ?? ''}
        onChange={(event) => set({ proxy: event.currentTarget.value })}
      />
    </FormDrawer>
  );
}
