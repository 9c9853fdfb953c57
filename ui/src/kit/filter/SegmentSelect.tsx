import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';

type Props = { value: string | null; onChange: (segment: string | null) => void };

export function SegmentSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const segments = useSegments();
  return (
    <Select
      aria-label={t('common.filter.segment')}
      placeholder={t('common.filter.everyone')}
      w={{ base: undefined, sm: 200 }}
      data={(segments.data ?? []).map((segment) => ({ value: segment.id, label: segment.name }))}
      value={value}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.filter.everyone') }}
      allowDeselect
      nothingFoundMessage={t('common.filter.noSegment')}
      onChange={onChange}
    />
  );
}
