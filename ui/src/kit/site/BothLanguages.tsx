import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, LanguageBar } from './LanguageBar';

type Props = {
  language: Language;
  spoken: readonly Language[];
  onChange: (language: Language) => void;
  /** Keeps the words of these languages and adds what is missing. */
  speak: (wanted: readonly Language[]) => void;
};

const languages: readonly Language[] = ['en', 'it'];

/** Chooses the language whose words are written below, and whether there is a second one. */
export function BothLanguages({ language, spoken, onChange, speak }: Props) {
  const { t } = useTranslation();
  return (
    <LanguageBar language={language} spoken={spoken} onChange={onChange}>
      <Switch
        label={t('surveys.bothLanguages')}
        checked={spoken.length === 2}
        onChange={(event) => speak(event.currentTarget.checked ? languages : [language])}
      />
    </LanguageBar>
  );
}
