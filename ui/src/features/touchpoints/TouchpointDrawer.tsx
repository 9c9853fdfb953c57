import { Autocomplete, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { NameField } from '@/kit/edit/NameField';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { contentOf, knownChannels, type Touchpoint, type TouchpointContent, tidy } from './touchpoint.model';
import { useSaveTouchpoint } from './useTouchpoints';

type Props = { touchpoint: Touchpoint | null; close: () => void; remove: (touchpoint: Touchpoint) => void };
type Change = { [K in keyof TouchpointContent]?: TouchpointContent[K] | undefined };

const blank: TouchpointContent = { name: '', channel: 'direct', direct: true, online: true };

export function TouchpointDrawer({ touchpoint, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<TouchpointContent>(touchpoint ? contentOf(touchpoint) : blank);
  const save = useSaveTouchpoint();
  const { errors, submit } = useDraft(save, t('touchpoints.noName'), close);
  const set = (change: Change) => setDraft((before) => ({ ...before, ...change }) as TouchpointContent);
  return (
    <FormDrawer
      title={touchpoint === null ? t('touchpoints.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(touchpoint?.id ?? null, draft, tidy(draft))}
      close={close}
      remove={touchpoint ? () => remove(touchpoint) : undefined}
    >
      <NameField value={draft.name} error={errors.name} change={(name) => set({ name })} />
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
    </FormDrawer>
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
