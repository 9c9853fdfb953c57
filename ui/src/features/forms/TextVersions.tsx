import { Fieldset, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import type { Language } from './form.model';
import { useTexts } from './useForms';

/** Every version of the words that asked for consent, as the ledger names them. */
export function TextVersions({ form, language }: { form: string; language: Language }) {
  const { t } = useTranslation();
  const format = useFormat();
  const versions = useTexts(form).data ?? [];
  return (
    <Fieldset legend={t('forms.versions')}>
      <Stack gap={8}>
        <Text size="sm" c="dimmed">
          {t('forms.versionsHelp')}
        </Text>
        {versions.map(({ version, createdAt, words, hashes }) => (
          <div key={version}>
            <Text size="sm" fw={600}>
              {t('forms.version', { version, time: format.dateTime(createdAt) })}
            </Text>
            <Text size="sm">{words[language]?.consents.join(' · ')}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {hashes[language]}
            </Text>
          </div>
        ))}
      </Stack>
    </Fieldset>
  );
}
