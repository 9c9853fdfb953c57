import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import css from './Templates.module.css';
import { languagesOf, otherLanguages, type TemplateContent, withLanguage, withoutLanguage } from './template.model';
import type { Change } from './useEditing';

type Props = { content: TemplateContent; language: string; choose: (language: string) => void; change: Change };

/** Which language is written, and which one those get whose own is not there. */
export function LanguageBar({ content, language, choose, change }: Props) {
  const { t, i18n } = useTranslation();
  const may = useMay('edit');
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const all = languagesOf(content);
  const add = (chosen: string) => {
    change((before) => withLanguage(before, chosen));
    choose(chosen);
  };
  return (
    <div>
      <div className={css.bar}>
        <SegmentedControl
          aria-label={t('templates.languages')}
          value={language}
          onChange={choose}
          data={all.map((value) => ({ value, label: names.of(value) ?? value }))}
        />
        {may && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="subtle" leftSection={<IconPlus size={16} />}>
                {t('templates.language.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              {otherLanguages(content, i18n.language).map(({ value, label }) => (
                <Menu.Item key={value} onClick={() => add(value)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {may && language !== content.language && (
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
      </div>
      <p className={css.note} style={{ margin: '4px 0 0' }}>
        {t('templates.language.help', { language: names.of(content.language) ?? content.language })}
      </p>
    </div>
  );
}
