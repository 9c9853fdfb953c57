import { Button, Fieldset, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Fields, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import css from './PushPage.module.css';
import { useSavePush } from './usePush';

type Question = Schemas['PushQuestion'];
type Language = 'en' | 'it';

/** What the site asks before the browser does. */
export function PushWordsSection({ setup }: { setup: Schemas['PushSetup'] }) {
  const { t } = useTranslation();
  const save = useSavePush();
  const may = useMay('edit');
  const [words, setWords] = useState(setup.words.words);
  const set = (language: Language, question: Question) => setWords((before) => ({ ...before, [language]: question }));
  return (
    <Section title={t('push.words.title')}>
      <Text size="sm" mb={12}>
        {t('push.words.text')}
      </Text>
      <Fields>
        <div className={css.languages}>
          {(['en', 'it'] as const).map((language) => (
            <QuestionFields
              key={language}
              language={language}
              question={words[language]}
              change={(question) => set(language, question)}
            />
          ))}
        </div>
      </Fields>
      {may && (
        <Button
          mt={16}
          loading={save.isPending}
          onClick={() => save.mutate({ words }, { onSuccess: () => done(t('common.saved')), onError: failed })}
        >
          {t('common.save')}
        </Button>
      )}
    </Section>
  );
}

type Props = { language: Language; question: Question | undefined; change: (question: Question) => void };

function QuestionFields({ language, question, change }: Props) {
  const { t } = useTranslation();
  const known = question ?? { title: '', text: '', yes: '', no: '' };
  const field = (key: keyof Question) => ({
    label: t(`push.words.question.${key}`),
    value: known[key],
    onChange: (event: { currentTarget: { value: string } }) => change({ ...known, [key]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={t(language === 'it' ? 'surveys.italian' : 'surveys.english')}>
      <Stack gap={12}>
        <TextInput required maxLength={120} {...field('title')} />
        <Textarea autosize minRows={2} maxLength={400} {...field('text')} />
        <TextInput required maxLength={40} {...field('yes')} />
        <TextInput required maxLength={40} {...field('no')} />
      </Stack>
    </Fieldset>
  );
}
