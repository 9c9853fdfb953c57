import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages } from '@/i18n';

/** The languages, each in its own words, where nobody is signed in. */
export function LanguageButtons() {
  const { i18n } = useTranslation();
  return languages.map((language) => (
    <Button
      key={language}
      size="compact-xs"
      variant={i18n.language === language ? 'light' : 'subtle'}
      lang={language}
      aria-pressed={i18n.language === language}
      onClick={() => changeLanguage(language)}
    >
      {language === 'it' ? 'Italiano' : 'English'}
    </Button>
  ));
}
