import { ActionIcon, Button, Checkbox, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FormContent, Language } from './form.model';

type Fields = FormContent['fields'];
type Props = {
  fields: Fields;
  language: Language;
  spoken: readonly Language[];
  onChange: (fields: Fields) => void;
};

/** What is asked besides the address. */
export function FieldFields({ fields, language, spoken, onChange }: Props) {
  const { t } = useTranslation();
  const change = (place: number, next: Partial<Fields[number]>) =>
    onChange(fields.map((field, at) => (at === place ? { ...field, ...next } : field)));
  return (
    <Fieldset legend={t('forms.fields')}>
      <Stack gap={12}>
        {fields.map((field, place) => (
          <Stack key={place} gap={8}>
            <Group align="flex-end" wrap="nowrap" gap={8}>
              <TextInput
                flex={1}
                label={t('forms.label')}
                required
                maxLength={120}
                value={field.label[language] ?? ''}
                onChange={(event) =>
                  change(place, { label: { ...field.label, [language]: event.currentTarget.value } })
                }
              />
              <TextInput
                flex={1}
                label={t('forms.trait')}
                required
                maxLength={64}
                value={field.trait}
                onChange={(event) => change(place, { trait: event.currentTarget.value.replace(/[^A-Za-z0-9_]/g, '_') })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('forms.removeField', { number: place + 1 })}
                onClick={() => onChange(fields.filter((_, at) => at !== place))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
            <Checkbox
              label={t('forms.required')}
              checked={field.required}
              onChange={(event) => change(place, { required: event.currentTarget.checked })}
            />
          </Stack>
        ))}
        {fields.length < 10 && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() =>
              onChange([
                ...fields,
                { trait: '', required: false, label: Object.fromEntries(spoken.map((one) => [one, ''])) },
              ])
            }
          >
            {t('forms.addField')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
