import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { useFormat } from '../format';
import { HowCounted } from '../HowCounted';
import { usePageWords } from '../usePageWords';
import { useWorkspaceId } from '../workspace';
import type { Unit } from './filter.model';

type Props = { value: Unit; onChange: (unit: Unit) => void };

/** People or companies, where there are companies; says who is left out. */
export function UnitSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema();
  const hasCompanies = schema.data?.traits.some((trait) => trait.name === 'group.id') ?? false;
  const ready = usePageWords(true);
  if (!ready || (value === 'people' && !hasCompanies)) return null;
  return (
    <Group gap={8} wrap="nowrap">
      <Select
        aria-label={t('companies.unit')}
        w={{ base: '100%', sm: 170 }}
        value={value}
        data={(['people', 'companies'] as const).map((unit) => ({ value: unit, label: t(`companies.count.${unit}`) }))}
        allowDeselect={false}
        onChange={(unit) => onChange((unit as Unit | null) ?? 'people')}
      />
      {value === 'companies' && <LeftOut />}
      <HowCounted topic="companies" />
    </Group>
  );
}

function LeftOut() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const companies = useQuery({
    queryKey: [workspace, 'companies', 'counts'],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/companies', { params: { path: { workspace }, query: { limit: 1 } } }),
      ),
  });
  if (companies.data === undefined) return null;
  const { members, people } = companies.data;
  return (
    <Text size="sm" c="dimmed">
      {t('companies.leftOut', { people: format.number(people - members) })}
    </Text>
  );
}
