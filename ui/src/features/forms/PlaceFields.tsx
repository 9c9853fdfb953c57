import { Code, Fieldset, NumberInput, SegmentedControl, Stack, TagsInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Form, type FormContent, placeLine } from './form.model';

type Place = FormContent['place'];
type Props = { place: Place; form: Form | null; onChange: (place: Place) => void };

/** Where the form is seen: in a page, in a corner, and always at its own address. */
export function PlaceFields({ place, form, onChange }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<Place>) => onChange({ ...place, ...change });
  return (
    <Fieldset legend={t('forms.where')}>
      <Stack gap={12}>
        <SegmentedControl
          aria-label={t('forms.where')}
          value={place.kind}
          data={(['inline', 'popUp'] as const).map((value) => ({ value, label: t(`forms.place.${value}`) }))}
          onChange={(kind) => set({ kind: kind as Place['kind'] })}
        />
        {place.kind === 'popUp' ? (
          <>
            <TagsInput
              label={t('surveys.site.paths')}
              placeholder="/blog/*"
              value={place.paths}
              onChange={(paths) => set({ paths })}
            />
            <NumberInput
              label={t('forms.delay')}
              min={0}
              max={600}
              value={place.delaySeconds}
              onChange={(seconds) => typeof seconds === 'number' && set({ delaySeconds: seconds })}
            />
            <NumberInput
              label={t('forms.every')}
              min={0}
              max={730}
              value={place.everyDays}
              onChange={(days) => typeof days === 'number' && set({ everyDays: days })}
            />
          </>
        ) : (
          <>
            <Text size="sm">{t('forms.inlineHelp')}</Text>
            {form && <Code block>{placeLine(form.id)}</Code>}
          </>
        )}
        {form ? (
          <Text size="sm">
            {t('forms.ownPage')}{' '}
            <a href={form.url} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
              {form.url}
            </a>
          </Text>
        ) : (
          <Text size="sm">{t('forms.saveFirst')}</Text>
        )}
      </Stack>
    </Fieldset>
  );
}
