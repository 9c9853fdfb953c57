import { Fieldset, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AskedPurpose, type FormContent, freePurposes, type Language } from './form.model';

type Consents = FormContent['consents'];
type Props = {
  consents: Consents;
  language: Language;
  spoken: readonly Language[];
  onChange: (consents: Consents) => void;
};

/** What people are asked to agree to; only the box for e-mail must be ticked. */
export function AskedFields({ consents, language, spoken, onChange }: Props) {
  const { t } = useTranslation();
  const askedBy = (purpose: AskedPurpose) => consents.find((one) => one.purpose === purpose);
  const toggle = (purpose: AskedPurpose, asked: boolean) =>
    onChange(
      asked
        ? [
            ...consents,
            {
              purpose,
              text: Object.fromEntries(spoken.map((one) => [one, t(`forms.start.asked.${purpose}.${one}`)])),
            },
          ]
        : consents.filter((one) => one.purpose !== purpose),
    );
  const words = (purpose: AskedPurpose) => (
    <Textarea
      aria-label={t('forms.consentWords', { purpose: t(`people.story.purpose.${purpose}`) })}
      autosize
      minRows={2}
      maxLength={600}
      required
      value={askedBy(purpose)?.text[language] ?? ''}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(
          consents.map((one) => (one.purpose === purpose ? { ...one, text: { ...one.text, [language]: text } } : one)),
        );
      }}
    />
  );
  return (
    <Fieldset legend={t('forms.consents')}>
      <Stack gap={12}>
        <Text size="sm" c="dimmed">
          {t('forms.consentsHelp')}
        </Text>
        <Text size="sm" fw={600}>
          {t('people.story.purpose.email')}
        </Text>
        {words('email')}
        {freePurposes.map((purpose) => (
          <Stack key={purpose} gap={8}>
            <Switch
              label={t(`people.story.purpose.${purpose}`)}
              description={purpose === 'profiling' ? t('forms.profilingHelp') : undefined}
              checked={askedBy(purpose) !== undefined}
              onChange={(event) => toggle(purpose, event.currentTarget.checked)}
            />
            {askedBy(purpose) && words(purpose)}
          </Stack>
        ))}
      </Stack>
    </Fieldset>
  );
}
