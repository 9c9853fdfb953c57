import { Button } from '@mantine/core';
import { IconHistoryToggle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import css from './SimulationBanner.module.css';
import type { SimulationState } from './useSimulation';

/** Says that the figures in sight did not happen. */
export function SimulationBanner({ simulation }: { simulation: SimulationState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { opened, result, asked, setOpened } = simulation;
  if (!opened) return null;
  const days = {
    from: format.calendarDay(asked.from || '1970-01-01'),
    to: format.calendarDay(asked.to || '1970-01-01'),
  };
  return (
    <div className={css.banner} role="status">
      <IconHistoryToggle size={18} aria-hidden />
      <span>{result ? t('simulation.banner', days) : t('simulation.sentence')}</span>
      <Button size="compact-sm" variant="default" onClick={() => setOpened(false)}>
        {t('simulation.close')}
      </Button>
    </div>
  );
}
