import { Button, Code, Fieldset, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconEye, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { FormDrawer, useDraft } from '@/kit/edit/FormDrawer';
import { ActiveSwitch, NameField } from '@/kit/edit/NameField';
import { failed } from '@/kit/notices';
import { PathLink } from '@/kit/PathLink';
import { BothLanguages } from '@/kit/site/BothLanguages';
import { useWrittenLanguage } from '@/kit/site/LanguageBar';
import { LookFields } from '@/kit/site/LookFields';
import { OnSiteFields } from '@/kit/site/OnSiteFields';
import { previewSurvey } from './preview';
import { QuestionFields } from './QuestionFields';
import {
  inLanguages,
  type Language,
  look,
  newQuestion,
  onSite,
  type Survey,
  type SurveyContent,
  spokenBy,
  touchpointChoices,
} from './survey.model';
import { useSaveSurvey } from './useSurveys';

type Props = {
  survey: Survey | null;
  start: SurveyContent;
  close: () => void;
  remove: (survey: Survey) => void;
};

/** Makes one survey: questions and their words, look, where it is asked. */
export function SurveyDrawer({ survey, start, close, remove }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<SurveyContent>(start);
  const save = useSaveSurvey();
  const { errors, submit } = useDraft(save, t('surveys.noName'), close);
  const spoken = spokenBy(draft);
  const [language, setLanguage] = useWrittenLanguage(spoken);
  const known = useTouchpoints().data ?? [];
  const about = touchpointChoices(
    known.map(({ name }) => name),
    survey?.touchpoint,
    (name) => t('surveys.field.notInCatalogue', { name }),
  );
  const set = (change: Partial<SurveyContent>) => setDraft((before) => ({ ...before, ...change }));
  const speak = (wanted: readonly Language[]) => {
    setDraft(inLanguages(draft, wanted));
    if (!wanted.includes(language)) setLanguage(wanted[0] ?? 'en');
  };
  const texts = draft.texts[language] ?? { send: '', thanks: '' };
  const setTexts = (change: Partial<typeof texts>) =>
    set({ texts: { ...draft.texts, [language]: { ...texts, ...change } } });
  return (
    <FormDrawer
      title={survey === null ? t('surveys.new') : draft.name}
      busy={save.isPending}
      submit={() => submit(survey?.id ?? null, draft, draft)}
      close={close}
      remove={survey ? () => remove(survey) : undefined}
    >
      <NameField value={draft.name} error={errors.name} change={(name) => set({ name })} />
      <ActiveSwitch help={t('surveys.field.activeHelp')} value={draft.active} change={(active) => set({ active })} />
      <Select
        label={t('surveys.field.touchpoint')}
        description={
          <>
            {t('surveys.field.touchpointHelp')} <PathLink path="maps/touchpoints">{t('touchpoints.title')}</PathLink>
          </>
        }
        placeholder={t('surveys.field.noTouchpoint')}
        clearable
        searchable
        nothingFoundMessage={t('surveys.field.noTouchpointFound')}
        data={about}
        value={draft.touchpoint || null}
        error={errors.touchpoint}
        onChange={(touchpoint) => set({ touchpoint: touchpoint ?? '' })}
      />
      <BothLanguages language={language} spoken={spoken} onChange={setLanguage} speak={speak} />
      {draft.questions.map((question, place) => (
        <QuestionFields
          key={question.id}
          number={place + 1}
          question={question}
          language={language}
          change={(next) =>
            set({ questions: draft.questions.map((one) => (one.id === question.id ? { ...one, ...next } : one)) })
          }
          remove={
            draft.questions.length > 1
              ? () => set({ questions: draft.questions.filter(({ id }) => id !== question.id) })
              : undefined
          }
        />
      ))}
      {draft.questions.length < 10 && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => set({ questions: [...draft.questions, newQuestion('text', spoken)] })}
        >
          {t('surveys.addQuestion')}
        </Button>
      )}
      {(['intro', 'send', 'thanks'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`surveys.field.${field}`)}
          required={field !== 'intro'}
          maxLength={field === 'send' ? 100 : 500}
          value={texts[field] ?? ''}
          error={errors[`texts.${language}.${field}`]}
          onChange={(event) => setTexts({ [field]: event.currentTarget.value })}
        />
      ))}
      <LookFields value={draft.look ?? look} onChange={(next) => set({ look: next })} />
      <Button
        variant="default"
        leftSection={<IconEye size={16} />}
        onClick={() => previewSurvey(draft, language).catch(failed)}
      >
        {t('surveys.preview')}
      </Button>
      <OnSiteFields value={draft.onSite ?? onSite} errors={errors} onChange={(next) => set({ onSite: next })} />
      <Fieldset legend={t('surveys.mail.title')}>
        {survey === null ? (
          <Text size="sm">{t('surveys.mail.save')}</Text>
        ) : (
          <Stack gap={8}>
            <Text size="sm">{t('surveys.mail.text')}</Text>
            <Code block>{`{{ person.surveys['${survey.id}'] }}`}</Code>
          </Stack>
        )}
      </Fieldset>
    </FormDrawer>
  );
}
