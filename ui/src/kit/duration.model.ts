export const durationUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export type Duration = { amount: number; unit: DurationUnit };

/** ISO 8601 of one unit: `PT30M`, `PT2H`, `P7D`, `P2W`. */
export function writeDuration({ amount, unit }: Duration): string {
  switch (unit) {
    case 'minutes':
      return `PT${amount}M`;
    case 'hours':
      return `PT${amount}H`;
    case 'days':
      return `P${amount}D`;
    case 'weeks':
      return `P${amount}W`;
  }
}

/** Reads any ISO 8601 duration without months and years into its largest whole unit; null when it is none. */
export function readDuration(text: string | undefined): Duration | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text ?? '');
  if (match === null || /^PT?$/.test(text ?? '')) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  if (weeks > 0 && days + hours + minutes + seconds === 0) return { amount: weeks, unit: 'weeks' };
  const total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes + Math.ceil(seconds / 60);
  if (total % 1440 === 0) return { amount: total / 1440, unit: 'days' };
  if (total % 60 === 0) return { amount: total / 60, unit: 'hours' };
  return { amount: total, unit: 'minutes' };
}
