import {
  Autocomplete,
  Fieldset,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useObservedSchema, useSegments, useStages } from '@/api/lists';
import { stageName } from '@/kit/stageName';

type OnSite = Schemas['SurveyOnSite'];
type Props = {
  value: OnSite;
  errors: Record<string, string>;
  /** What the days between two of its kind are called. */
  gap?: string;
  onChange: (value: OnSite) => void;
};
const numbers = [
  { field: 'delaySeconds', label: 'delay', min: 0, max: 600 },
  { field: 'share', label: 'share', min: 1, max: 100 },
  { field: 'everyDays', label: 'every', min: 0, max: 730 },
  { field: 'gapDays', label: 'gap', min: 0, max: 730 },
] as const;

/** Who sees it on the site, and when. */
export function OnSiteFields({ value, errors, gap, onChange }: Props) {
  const { t } = useTranslation();
  const segments = useSegments().data ?? [];
  const events = useObservedSchema().data?.events ?? [];
  const stages = useStages().data?.stages ?? [];
  const set = (change: { [K in keyof OnSite]?: OnSite[K] | undefined }) => onChange({ ...value, ...change } as OnSite);
  return (
    <Fieldset legend={t('surveys.site.title')}>
      <Stack gap={12}>
        <Switch
          label={t('surveys.site.shown')}
          description={t('surveys.site.shownHelp')}
          checked={value.shown}
          onChange={(event) => set({ shown: event.currentTarget.checked })}
        />
        {value.shown && (
          <>
            <TagsInput
              label={t('surveys.site.paths')}
              description={t('surveys.site.pathsHelp')}
              placeholder="/checkout*"
              value={value.paths}
              error={errors.onSite}
              onChange={(paths) => set({ paths })}
            />
            <Autocomplete
              label={t('surveys.site.event')}
              description={t('surveys.site.eventHelp')}
              data={events.map(({ name }) => name)}
              value={value.event ?? ''}
              onChange={(event) => set({ event })}
            />
            <Select
              label={t('surveys.site.segment')}
              clearable
              searchable
              data={segments.map(({ id, name }) => ({ value: id, label: name }))}
              value={value.segment ?? null}
              error={errors['onSite.segment']}
              onChange={(segment) => set({ segment: segment ?? undefined })}
            />
            <MultiSelect
              label={t('surveys.site.stages')}
              data={stages.map((stage) => ({ value: stage.id, label: stageName(stage, t) }))}
              value={value.stages}
              onChange={(chosen) => set({ stages: chosen })}
            />
            <SimpleGrid cols={2}>
              {numbers.map(({ field, label, min, max }) => (
                <NumberInput
                  key={field}
                  label={label === 'gap' && gap ? gap : t(`surveys.site.${label}`)}
                  min={min}
                  max={max}
                  allowDecimal={false}
                  value={value[field]}
                  onChange={(number) => set({ [field]: Number(number) || min })}
                />
              ))}
            </SimpleGrid>
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
