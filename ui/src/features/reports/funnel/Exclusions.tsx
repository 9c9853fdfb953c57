import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { MatchField } from '@/kit/condition/MatchField';

type Exclusion = Schemas['FunnelExclusion'];
type Props = { exclusions: Exclusion[]; steps: number; onChange: (exclusions: Exclusion[]) => void };

/** Events that must not happen between two steps. */
export function Exclusions({ exclusions, steps, onChange }: Props) {
  const { t } = useTranslation();
  const numbers = Array.from({ length: steps }, (_, place) => String(place + 1));
  const put = (place: number, change: Partial<Exclusion>) =>
    onChange(exclusions.map((old, at) => (at === place ? { ...old, ...change } : old)));
  return (
    <>
      {exclusions.map((exclusion, place) => (
        <Group key={place} gap={8} align="flex-start">
          <Text size="sm" lh="36px">
            {t('reports.funnel.without')}
          </Text>
          <MatchField
            hideLabel
            label={t('reports.funnel.exclude')}
            value={exclusion.match}
            onChange={(match) => put(place, { match })}
          />
          <Text size="sm" lh="36px">
            {t('reports.funnel.between')}
          </Text>
          <Select
            aria-label={t('reports.funnel.after')}
            w={64}
            data={numbers.slice(0, -1)}
            value={String(exclusion.after)}
            onChange={(next) => {
              const after = Number(next);
              put(place, { after, before: Math.max(exclusion.before, after + 1) });
            }}
          />
          <Select
            aria-label={t('reports.funnel.before')}
            w={64}
            data={numbers.slice(exclusion.after)}
            value={String(exclusion.before)}
            onChange={(next) => put(place, { before: Number(next) })}
          />
          <Select
            aria-label={t('reports.funnel.effect')}
            w={280}
            data={(['attempt', 'person'] as const).map((effect) => ({
              value: effect,
              label: t(`reports.funnel.effects.${effect}`),
            }))}
            value={exclusion.effect}
            onChange={(effect) => effect && put(place, { effect: effect as 'attempt' })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('common.remove')}
            onClick={() => onChange(exclusions.filter((_, at) => at !== place))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
    </>
  );
}
