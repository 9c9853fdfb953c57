import { MultiSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Section } from '@/kit/Page';
import { ErrorState } from '@/kit/states';
import { inSegment } from './overlap.model';
import { RegionTable } from './RegionTable';
import { useOverlap } from './useOverlap';

/** Two or three segments beside each other: who is in which of them. */
export function SegmentComparison({ segments }: { segments: readonly Schemas['Segment'][] }) {
  const { t } = useTranslation();
  const [ids, setIds] = useState<string[]>([]);
  const chosen = ids.flatMap((id) => segments.find((segment) => segment.id === id) ?? []);
  const [first, ...rest] = chosen;
  const isAsked = first !== undefined && rest.length > 0;
  const overlap = useOverlap(
    isAsked ? inSegment(first.id) : null,
    rest.map((segment) => segment.id),
    null,
  );
  return (
    <Section title={t('overlap.compare')} counted="overlap">
      <Stack gap={12}>
        <MultiSelect
          label={t('overlap.choose')}
          maw={640}
          maxValues={3}
          searchable
          data={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
          value={ids}
          onChange={setIds}
        />
        {overlap.isError && <ErrorState error={overlap.error} />}
        {isAsked && overlap.data && (
          <RegionTable
            overlap={overlap.data}
            group={{ name: first.name, condition: inSegment(first.id) }}
            chosen={rest}
          />
        )}
      </Stack>
    </Section>
  );
}
