import { Group, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Language = 'en' | 'it';

/** The language whose words one writes: at first the reader's own, where the document speaks it. */
export function useWrittenLanguage(spoken: readonly Language[]) {
  const { i18n } = useTranslation();
  return useState<Language>(spoken.find((one) => i18n.language.startsWith(one)) ?? spoken[0] ?? 'en');
}

type Props = {
  language: Language;
  spoken: readonly Language[];
  onChange: (language: Language) => void;
  children?: ReactNode;
};

/** Chooses the language whose words are written below; what else concerns all words stands beside. */
export function LanguageBar({ language, spoken, onChange, children }: Props) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap={8}>
      <SegmentedControl
        aria-label={t('surveys.field.language')}
        value={language}
        data={spoken.map((value) => ({ value, label: t(value === 'it' ? 'surveys.italian' : 'surveys.english') }))}
        onChange={(value) => onChange(value as Language)}
      />
      {children}
    </Group>
  );
}
