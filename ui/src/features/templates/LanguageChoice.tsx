import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import css from './Templates.module.css';

type Language = { value: string; label: string };

type Props = {
  all: readonly Language[];
  others: readonly Language[];
  language: string;
  choose: (language: string) => void;
  add: (language: string) => void;
  note: string;
  /** What can be done with the language that is written. */
  children: ReactNode;
};

/** Which language is written, and those that can be added. */
export function LanguageChoice({ all, others, language, choose, add, note, children }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  return (
    <div>
      <div className={css.bar}>
        <SegmentedControl aria-label={t('templates.languages')} value={language} onChange={choose} data={[...all]} />
        {may && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="subtle" leftSection={<IconPlus size={16} />}>
                {t('templates.language.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              {others.map(({ value, label }) => (
                <Menu.Item key={value} onClick={() => add(value)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {may && children}
      </div>
      <p className={css.note} style={{ margin: '4px 0 0' }}>
        {note}
      </p>
    </div>
  );
}
