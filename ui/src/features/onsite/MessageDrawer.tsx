import { Button, Fieldset, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { ActiveSwitch, NameField } from '@/kit/edit/NameField';
import { failed } from '@/kit/notices';
import { LanguageBar, useWrittenLanguage } from '@/kit/site/LanguageBar';
import { LookFields } from '@/kit/site/LookFields';
import { OnSiteFields } from '@/kit/site/OnSiteFields';
import {
  forms,
  type Language,
  type Message,
  type MessageContent,
  previewOf,
  spokenBy,
  type Words,
  withTest,
  worded,
} from './onsite.model';
import { useSaveMessage } from './useOnSite';

type Props = {
  message: Message | null;
  start: MessageContent;
  close: () => void;
  remove: (message: Message) => void;
};

type MessageModule = {
  showMessage(message: ReturnType<typeof previewOf>, words: Words, done: () => void): boolean;
};

/** Shows the tag's own message on this page, as visitors see it. */
async function preview(message: MessageContent, variant: number, language: Language): Promise<void> {
  const file = '/tag/percorso-messages.js';
  const { showMessage } = (await import(/* @vite-ignore */ file)) as MessageModule;
  document.querySelector('percorso-message')?.remove();
  const words = message.variants[variant]?.words[language];
  if (words) showMessage(previewOf(message, language), words, () => undefined);
}

/** Makes one message: its words, look, and who sees it. */
export function MessageDrawer({ message, start, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<MessageContent>(start);
  const save = useSaveMessage();
  const { errors, submit } = useDraft(save, t('onsite.noName'), close);
  const spoken = spokenBy(draft);
  const [language, setLanguage] = useWrittenLanguage(spoken);
  const set = (change: Partial<MessageContent>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <FormDrawer
      title={message === null ? t('onsite.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(message?.id ?? null, draft, draft)}
      close={close}
      remove={message ? () => remove(message) : undefined}
    >
      <NameField value={draft.name} error={errors.name} change={(name) => set({ name })} />
      <ActiveSwitch value={draft.active} change={(active) => set({ active })} />
      <Switch
        label={t('onsite.byFlow.title')}
        description={t('onsite.byFlow.help')}
        checked={draft.byFlow ?? false}
        onChange={(event) => set({ byFlow: event.currentTarget.checked })}
      />
      <Select
        label={t('onsite.field.form')}
        description={t(`onsite.formHelp.${draft.form}`)}
        data={forms.map((value) => ({ value, label: t(`onsite.form.${value}`) }))}
        value={draft.form}
        onChange={(form) => form && set({ form: form as MessageContent['form'] })}
      />
      {draft.form === 'inline' && (
        <TextInput
          label={t('onsite.field.place')}
          description={t('onsite.field.placeHelp')}
          placeholder="#offers"
          required
          value={draft.place}
          onChange={(event) => set({ place: event.currentTarget.value })}
        />
      )}
      <LanguageBar language={language} spoken={spoken} onChange={setLanguage}>
        <Switch
          label={t('onsite.test')}
          checked={draft.variants.length > 1}
          onChange={(event) => setDraft((before) => withTest(before, event.currentTarget.checked))}
        />
      </LanguageBar>
      {draft.variants.map((variant, place) => (
        <WordFields
          key={place}
          legend={draft.variants.length > 1 ? t(`onsite.variant.${place === 0 ? 'a' : 'b'}`) : t('onsite.words')}
          words={variant.words[language]}
          change={(words) => setDraft((before) => worded(before, place, language, words))}
          preview={() => preview(draft, place, language).catch(failed)}
        />
      ))}
      <LookFields
        value={draft.look}
        error={errors.look}
        corner={draft.form === 'slideIn'}
        onChange={(look) => set({ look })}
      />
      <OnSiteFields value={draft.onSite} errors={errors} gap={t('onsite.gap')} onChange={(onSite) => set({ onSite })} />
    </FormDrawer>
  );
}

type WordProps = {
  legend: string;
  words: Words | undefined;
  change: (words: Partial<Words>) => void;
  preview: () => void;
};

function WordFields({ legend, words, change, preview: show }: WordProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={legend}>
      <Stack gap={12}>
        <TextInput
          label={t('onsite.field.title')}
          required
          maxLength={120}
          value={words?.title ?? ''}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('onsite.field.text')}
          autosize
          minRows={2}
          maxLength={600}
          value={words?.text ?? ''}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <TextInput
          label={t('onsite.field.button')}
          maxLength={60}
          value={words?.button ?? ''}
          onChange={(event) => change({ button: event.currentTarget.value })}
        />
        <TextInput
          label={t('onsite.field.url')}
          placeholder="/sale"
          value={words?.url ?? ''}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
        <Button variant="default" leftSection={<IconEye size={16} />} onClick={show}>
          {t('surveys.preview')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
