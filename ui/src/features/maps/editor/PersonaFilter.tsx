import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import { useFilter } from '@/kit/filter/useFilter';

/** Live figures of one persona only: of its segment, which the filter then holds. */
export function PersonaFilter() {
  const { t } = useTranslation();
  const { filter, change } = useFilter();
  const bound = (usePersonas().data ?? []).filter(({ segment }) => segment !== undefined);
  if (bound.length === 0) return null;
  return (
    <Select
      aria-label={t('mapwork.persona')}
      placeholder={t('mapwork.everyPersona')}
      w={{ base: undefined, sm: 180 }}
      clearable
      clearButtonProps={{ 'aria-label': t('mapwork.everyPersona') }}
      data={bound.map(({ id, name }) => ({ value: id, label: name }))}
      value={bound.find(({ segment }) => segment === filter.segment)?.id ?? null}
      onChange={(id) => change({ segment: bound.find((persona) => persona.id === id)?.segment })}
    />
  );
}
