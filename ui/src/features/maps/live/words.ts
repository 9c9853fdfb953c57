import type { Format } from '@/kit/format.model';
import { type Deviation, effectOf } from '../model/live.model';

type Words = (key: string, values?: Record<string, unknown>) => string;

/** "38 % skip “Reads reviews”" */
export function deviationWords(t: Words, format: Format, deviation: Deviation): string {
  return t(`maps.deviation.${deviation.kind}`, {
    share: format.percent(deviation.share, 0),
    label: deviation.label,
  });
}

/** "they buy 12 points less often"; empty when nothing is known. */
export function effectWords(t: Words, format: Format, deviation: Deviation): string {
  const effect = effectOf(deviation);
  switch (effect.kind) {
    case 'unknown':
      return '';
    case 'unclear':
      return t('maps.effect.unclear');
    case 'less':
    case 'more':
      return t(`maps.effect.${effect.kind}`, { points: format.number(effect.points, effect.points < 10 ? 1 : 0) });
  }
}
