import { Autocomplete, Button, Drawer, Group, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, fieldMessages } from '@/api/problem';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { done, failed } from '@/kit/notices';
import { contentOf, knownChannels, type Touchpoint, type TouchpointContent, tidy } from './touchpoint.model';
import { useSaveTouchpoint } from './useTouchpoints';

type Props = { touchpoint: Touchpoint | null; close: () => void; remove: (touchpoint: Touchpoint) => void };
type Change = { [K in keyof TouchpointContent]?: TouchpointContent[K] | undefined };

const blank: TouchpointContent = { name: '', channel: 'direct', direct: true, online: true };

export function TouchpointDrawer({ touchpoint, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<TouchpointContent>(touchpoint ? contentOf(touchpoint) : blank);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useSaveTouchpoint();
  const set = (change: Change) => setDraft((before) => ({ ...before, ...change }) as TouchpointContent);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim() === '') return setErrors({ name: t('touchpoints.noName') });
    save.mutate(
      { id: touchpoint?.id ?? null, body: tidy(draft) },
      {
        onSuccess: () => {
          done(t('common.saved'));
          close();
        },
        onError: (error) => {
          setErrors(fieldMessages(asProblem(error)));
          failed(error);
        },
      },
    );
  };
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={touchpoint === null ? t('touchpoints.new') : draft.name}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={16}>
          <TextInput
            label={t('common.name')}
            required
            maxLength={100}
            data-autofocus
            value={draft.name}
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Autocomplete
            label={t('touchpoints.field.channel')}
            required
            data={[...knownChannels]}
            value={draft.channel}
            error={errors.channel}
            onChange={(channel) => set({ channel })}
          />
          <Choices draft={draft} set={set} />
          <TextInput
            label={t('touchpoints.field.owner')}
            value={draft.owner ?? ''}
            onChange={(event) => set({ owner: event.currentTarget.value })}
          />
          <TextInput
            label={t('touchpoints.field.kpi')}
            description={t('touchpoints.kpiHelp')}
            value={draft.kpi ?? ''}
            onChange={(event) => set({ kpi: event.currentTarget.value })}
          />
          <Group grow align="flex-end">
            {(['importanceToCustomer', 'importanceToCompany'] as const).map((field) => (
              <NumberInput
                key={field}
                label={t(`touchpoints.field.${field}`)}
                min={1}
                max={5}
                allowDecimal={false}
                value={draft[field] ?? ''}
                onChange={(value) => set({ [field]: typeof value === 'number' ? value : undefined })}
              />
            ))}
          </Group>
          <EventMatchField
            label={t('touchpoints.field.binding')}
            description={t('touchpoints.bindingHelp')}
            value={draft.binding}
            onChange={(binding) => set({ binding })}
          />
          <Group justify="space-between">
            {touchpoint ? (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={16} />}
                onClick={() => remove(touchpoint)}
              >
                {t('common.delete')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap={8}>
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

function Choices({ draft, set }: { draft: TouchpointContent; set: (change: Change) => void }) {
  const { t } = useTranslation();
  return (
    <Group grow>
      <SegmentedControl
        aria-label={t('touchpoints.field.kind')}
        value={draft.direct ? 'direct' : 'indirect'}
        data={(['direct', 'indirect'] as const).map((value) => ({ value, label: t(`touchpoints.${value}`) }))}
        onChange={(value) => set({ direct: value === 'direct' })}
      />
      <SegmentedControl
        aria-label={t('touchpoints.field.place')}
        value={draft.online ? 'online' : 'offline'}
        data={(['online', 'offline'] as const).map((value) => ({ value, label: t(`touchpoints.${value}`) }))}
        onChange={(value) => set({ online: value === 'online' })}
      />
    </Group>
  );
}
