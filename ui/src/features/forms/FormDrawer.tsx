import { Button, Fieldset, MultiSelect, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopics } from '@/api/lists';
import { FormDrawer as Drawer, useDraft } from '@/kit/edit/FormDrawer';
import { ActiveSwitch, NameField } from '@/kit/edit/NameField';
import { failed } from '@/kit/notices';
import { BothLanguages } from '@/kit/site/BothLanguages';
import { useWrittenLanguage } from '@/kit/site/LanguageBar';
import { LookFields } from '@/kit/site/LookFields';
import { AskedFields } from './AskedFields';
import { FieldFields } from './FieldFields';
import {
  type Form,
  type FormContent,
  inLanguages,
  type Language,
  longTexts,
  mailTexts,
  pageTexts,
  previewOf,
  spokenBy,
  type Texts,
} from './form.model';
import { PlaceFields } from './PlaceFields';
import { TextVersions } from './TextVersions';
import { useSaveForm } from './useForms';

type Props = { form: Form | null; start: FormContent; close: () => void; remove: (form: Form) => void };
type FormModule = { previewForm(form: ReturnType<typeof previewOf>): void };

/** Makes one form: what it asks, its words, look and place. */
export function FormDrawer({ form, start, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<FormContent>(start);
  const topics = useTopics().data ?? [];
  const save = useSaveForm();
  const { errors, submit } = useDraft(save, t('forms.noName'), close);
  const spoken = spokenBy(draft);
  const [language, setLanguage] = useWrittenLanguage(spoken);
  const set = (change: Partial<FormContent>) => setDraft((before) => ({ ...before, ...change }));
  const speak = (wanted: readonly Language[]) => {
    setDraft(inLanguages(draft, wanted));
    if (!wanted.includes(language)) setLanguage(wanted[0] ?? 'en');
  };
  const texts = draft.texts[language];
  const write = (change: Partial<Texts>) =>
    texts && set({ texts: { ...draft.texts, [language]: { ...texts, ...change } } });
  const preview = async () => {
    const file = '/tag/percorso-forms.js';
    const { previewForm } = (await import(/* @vite-ignore */ file)) as FormModule;
    previewForm(previewOf(draft, language, topics));
  };
  const lines = (names: readonly (keyof Texts)[]) =>
    names.map((name) => {
      const Line = longTexts.includes(name) ? Textarea : TextInput;
      return (
        <Line
          key={name}
          label={t(`forms.text.${name}`)}
          required={name !== 'intro'}
          maxLength={longTexts.includes(name) ? 600 : 120}
          value={texts?.[name] ?? ''}
          error={errors[`texts.${language}.${name}`]}
          onChange={(event) => write({ [name]: event.currentTarget.value })}
        />
      );
    });
  return (
    <Drawer
      title={form === null ? t('forms.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(form?.id ?? null, draft, draft)}
      close={close}
      remove={form ? () => remove(form) : undefined}
    >
      <NameField value={draft.name} error={errors.name} longest={120} change={(name) => set({ name })} />
      <ActiveSwitch value={draft.active} change={(active) => set({ active })} />
      <Switch
        label={t('forms.doubleOptIn')}
        description={t('forms.doubleOptInHelp')}
        checked={draft.doubleOptIn}
        onChange={(event) => set({ doubleOptIn: event.currentTarget.checked })}
      />
      <BothLanguages language={language} spoken={spoken} onChange={setLanguage} speak={speak} />
      <Fieldset legend={t('forms.page')}>
        <Stack gap={12}>{lines(pageTexts)}</Stack>
      </Fieldset>
      <FieldFields fields={draft.fields} language={language} spoken={spoken} onChange={(fields) => set({ fields })} />
      <AskedFields
        consents={draft.consents}
        language={language}
        spoken={spoken}
        onChange={(consents) => set({ consents })}
      />
      {topics.length > 0 && (
        <MultiSelect
          label={t('forms.topics')}
          description={t('forms.topicsHelp')}
          data={topics.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.topics}
          onChange={(chosen) => set({ topics: chosen })}
        />
      )}
      {draft.doubleOptIn && (
        <Fieldset legend={t('forms.confirmation')}>
          <Stack gap={12}>{lines(mailTexts)}</Stack>
        </Fieldset>
      )}
      <TextInput
        label={t('forms.redirect')}
        description={t('forms.redirectHelp')}
        placeholder="https://"
        value={draft.redirect}
        onChange={(event) => set({ redirect: event.currentTarget.value })}
      />
      <LookFields
        value={draft.look}
        error={errors.look}
        corner={draft.place.kind === 'popUp'}
        onChange={(look) => set({ look })}
      />
      <Button variant="default" leftSection={<IconEye size={16} />} onClick={() => preview().catch(failed)}>
        {t('surveys.preview')}
      </Button>
      <PlaceFields place={draft.place} form={form} onChange={(place) => set({ place })} />
      {form && <TextVersions form={form.id} language={language} />}
    </Drawer>
  );
}
