import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStages } from '@/api/lists';
import { useChartPalette, useStageHues } from '@/kit/chart/palette';
import { stageName } from '@/kit/stageName';
import type { ShownStage } from './stages.model';

/** The stages of a result with their names and hues. */
export function useShownStages(ids: readonly string[]): ShownStage[] {
  const { t } = useTranslation();
  const known = useStages().data?.stages;
  const palette = useChartPalette();
  const hues = useStageHues();
  return useMemo(
    () =>
      ids.map((id) => {
        const stage = known?.find((candidate) => candidate.id === id);
        if (id === '') return { id, name: t('stages.none'), color: palette.strongLine };
        const color = stage === undefined ? undefined : hues[stage.hue];
        return { id, name: stage ? stageName(stage, t) : id, color: color ?? palette.soft };
      }),
    [ids, known, palette, hues, t],
  );
}
