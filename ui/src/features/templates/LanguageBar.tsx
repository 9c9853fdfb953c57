import { Button } from '@mantine/core';
import { IconStar, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LanguageChoice } from './LanguageChoice';
import { languagesOf, otherLanguages, type TemplateContent, withLanguage, withoutLanguage } from './template.model';
import type { Change } from './useEditing';

type Props = { content: TemplateContent; language: string; choose: (language: string) => void; change: Change };

/** Which language is written, and which one those get whose own is not there. */
export function LanguageBar({ content, language, choose, change }: Props) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const all = languagesOf(content);
  const add = (chosen: string) => {
    change((before) => withLanguage(before, chosen));
    choose(chosen);
  };
  return (
    <LanguageChoice
      all={all.map((value) => ({ value, label: names.of(value) ?? value }))}
      others={otherLanguages(content, i18n.language)}
      language={language}
      choose={choose}
      add={add}
      note={t('templates.language.help', { language: names.of(content.language) ?? content.language })}
    >
      {language !== content.language && (
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconStar size={16} />}
            onClick={() => change((before) => ({ ...before, language }))}
          >
            {t('templates.language.main')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              choose(content.language);
              change((before) => withoutLanguage(before, language));
            }}
          >
            {t('templates.language.remove')}
          </Button>
        </>
      )}
    </LanguageChoice>
  );
}
