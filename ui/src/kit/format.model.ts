type Instant = string | number | Date;

export type Format = {
  locale: string;
  number: (value: number, digits?: number) => string;
  compact: (value: number) => string;
  percent: (share: number, digits?: number) => string;
  signedPercent: (share: number) => string;
  money: (value: number) => string;
  day: (value: Instant) => string;
  shortDay: (value: Instant) => string;
  /** A calendar date `2026-03-01`, which has no zone of its own. */
  calendarDay: (date: string) => string;
  weekday: (value: Instant) => string;
  time: (value: Instant) => string;
  dateTime: (value: Instant) => string;
  duration: (milliseconds: number) => string;
  ago: (value: Instant, now: Instant) => string;
  list: (items: string[]) => string;
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function narrowUnit(locale: string, value: number, unit: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    value,
  );
}

/** The two largest units that say enough: "3 days, 4 hr", "12 min", "8 sec". */
function durationText(locale: string, milliseconds: number): string {
  const units: [number, string][] = [
    [day, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
    [second, 'second'],
  ];
  if (milliseconds < second) return narrowUnit(locale, Math.round(milliseconds), 'millisecond');
  const first = units.findIndex(([size]) => milliseconds >= size);
  const [size, unit] = units[first] ?? [second, 'second'];
  const whole = Math.floor(milliseconds / size);
  const next = units[first + 1];
  const rest = next ? Math.round((milliseconds - whole * size) / next[0]) : 0;
  const head = narrowUnit(locale, whole, unit);
  return next && rest > 0 && whole < 10 ? `${head} ${narrowUnit(locale, rest, next[1])}` : head;
}

function agoText(locale: string, value: Instant, now: Instant): string {
  const gap = new Date(value).getTime() - new Date(now).getTime();
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const size = Math.abs(gap);
  if (size < minute) return relative.format(Math.round(gap / second), 'second');
  if (size < hour) return relative.format(Math.round(gap / minute), 'minute');
  if (size < day) return relative.format(Math.round(gap / hour), 'hour');
  return relative.format(Math.round(gap / day), 'day');
}

export function createFormat(language: string, zone: string, currency: string): Format {
  const locale = language === 'it' ? 'it-IT' : 'en-GB';
  const dates = (options: Intl.DateTimeFormatOptions, timeZone = zone) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (value: Instant) => format.format(new Date(value));
  };
  // Italian leaves four-digit numbers ungrouped by default; columns of figures read better grouped.
  const grouping = { useGrouping: 'always' } as unknown as Intl.NumberFormatOptions;
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { ...grouping, ...options });
  const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
  const signed = numbers({ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const money = numbers({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const calendar = dates({ day: 'numeric', month: 'short', year: 'numeric' }, 'UTC');
  return {
    locale,
    number: (value, digits = 0) => numbers({ maximumFractionDigits: digits }).format(value),
    compact: (value) => compact.format(value),
    percent: (share, digits = 1) => numbers({ style: 'percent', maximumFractionDigits: digits }).format(share),
    signedPercent: (share) => signed.format(share),
    money: (value) => money.format(value),
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    shortDay: dates({ day: 'numeric', month: 'short' }),
    calendarDay: (date) => calendar(`${date.slice(0, 10)}T00:00:00Z`),
    weekday: dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    dateTime: dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    duration: (milliseconds) => durationText(locale, milliseconds),
    ago: (value, now) => agoText(locale, value, now),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
}
