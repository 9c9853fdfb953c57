import { ActionIcon, Fieldset, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Language, type Question, questionKinds } from './survey.model';

type Props = {
  number: number;
  question: Question;
  language: Language;
  change: (change: Partial<Question>) => void;
  remove: (() => void) | undefined;
};

/** One question and its words in one language. */
export function QuestionFields({ number, question, language, change, remove }: Props) {
  const { t } = useTranslation();
  const words = question.wording[language] ?? { text: '' };
  const write = (next: Partial<typeof words>) =>
    change({ wording: { ...question.wording, [language]: { ...words, ...next } } });
  return (
    <Fieldset legend={`${t('surveys.field.text')} ${number}`}>
      <Stack gap={12}>
        <TextInput
          label={t('surveys.field.text')}
          required
          maxLength={500}
          value={words.text}
          onChange={(event) => write({ text: event.currentTarget.value })}
        />
        <Group align="flex-end" wrap="nowrap">
          <Select
            flex={1}
            label={t('surveys.field.kind')}
            allowDeselect={false}
            value={question.kind}
            data={questionKinds.map((value) => ({ value, label: t(`surveys.kindHelp.${value}`) }))}
            onChange={(kind) => kind && change({ kind: kind as Question['kind'] })}
          />
          {remove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('surveys.removeQuestion', { number })}
              onClick={remove}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
        {question.kind !== 'text' && (
          <Group grow>
            {(['low', 'high'] as const).map((end) => (
              <TextInput
                key={end}
                label={t(`surveys.field.${end}`)}
                maxLength={100}
                value={words[end] ?? ''}
                onChange={(event) => write({ [end]: event.currentTarget.value })}
              />
            ))}
          </Group>
        )}
        <Switch
          label={t('surveys.field.required')}
          checked={question.required}
          onChange={(event) => change({ required: event.currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  );
}
