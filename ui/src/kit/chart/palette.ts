import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

/** The tokens of tokens.css as values, because charts cannot read CSS variables. */
export type ChartPalette = {
  ink: string;
  soft: string;
  line: string;
  strongLine: string;
  surface: string;
  accent: string;
  highlight: string;
  series: readonly string[];
};

export function useChartPalette(): ChartPalette {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    return {
      ink: token('--ink'),
      soft: token('--ink-soft'),
      line: token('--line'),
      strongLine: token('--line-strong'),
      surface: token('--surface'),
      accent: token('--accent'),
      highlight: token('--highlight'),
      series: [
        token('--accent'),
        token('--stage-retention'),
        token('--stage-consideration'),
        token('--stage-advocacy'),
        token('--stage-awareness'),
        token('--ink-soft'),
      ],
    };
  }, [scheme]);
}

/** The five fixed colours of the stages, by hue. */
export function useStageHues(): Readonly<Record<string, string>> {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const hues = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];
    return Object.fromEntries(hues.map((hue) => [hue, style.getPropertyValue(`--stage-${hue}`).trim()]));
  }, [scheme]);
}
