import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import type { Format } from '@/kit/format.model';
import type { AlertReading } from './alert.model';

function shown(value: number, kind: Schemas['ReportFormat'], format: Format): string {
  if (kind === 'money') return format.money(value);
  if (kind === 'share') return format.percent(value);
  return format.number(value, kind === 'decimal' ? 2 : 0);
}

/** What an alert saw, in words. */
export function ReadingText({ reading }: { reading: AlertReading | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (reading === undefined) return <>{t('alerts.reading.tooEarly')}</>;
  const value = (number: number | undefined) => (number === undefined ? '–' : shown(number, reading.format, format));
  const days =
    reading.from === reading.to
      ? format.calendarDay(reading.from)
      : `${format.calendarDay(reading.from)} – ${format.calendarDay(reading.to)}`;
  const words = {
    value: value(reading.value),
    days,
    expected: value(reading.expected),
    low: value(reading.low),
    high: value(reading.high),
  };
  const bounds =
    reading.low !== undefined && reading.high !== undefined
      ? 'between'
      : reading.low !== undefined
        ? 'atLeast'
        : 'atMost';
  return (
    <>
      {t('alerts.reading.value', words)} {t(`alerts.reading.${bounds}`, words)}
    </>
  );
}
