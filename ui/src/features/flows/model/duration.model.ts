export type DurationUnit = 'minutes' | 'hours' | 'days' | 'weeks';
export type Span = { amount: number; unit: DurationUnit };

export const durationUnits: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'weeks'];
const minutesOf: Record<DurationUnit, number> = { minutes: 1, hours: 60, days: 1440, weeks: 10_080 };

/** Reads an ISO 8601 duration in the largest unit that says it in whole numbers; null when it is none. */
export function readDuration(text: string | undefined): Span | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(text ?? '');
  if (!match || text === 'P' || text?.endsWith('T')) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const total = weeks * 10_080 + days * 1440 + hours * 60 + minutes + Math.ceil(seconds / 60);
  const asWritten = match[1] !== undefined && total % minutesOf.weeks === 0 ? 'weeks' : null;
  const unit =
    asWritten ??
    (['days', 'hours', 'minutes'] as const).find((candidate) => total > 0 && total % minutesOf[candidate] === 0) ??
    'minutes';
  return { amount: total / minutesOf[unit], unit };
}

export function writeDuration({ amount, unit }: Span): string {
  const whole = Math.max(0, Math.round(amount));
  switch (unit) {
    case 'minutes':
      return `PT${whole}M`;
    case 'hours':
      return `PT${whole}H`;
    case 'days':
      return `P${whole}D`;
    case 'weeks':
      return `P${whole}W`;
  }
}

type Words = (key: string, values?: Record<string, unknown>) => string;

/** "3 days", in the user's language. */
export function durationWords(t: Words, text: string | undefined): string {
  const span = readDuration(text);
  return span === null ? '…' : t(`flows.duration.${span.unit}`, { count: span.amount });
}
