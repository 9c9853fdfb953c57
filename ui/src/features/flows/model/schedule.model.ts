import i18next from 'i18next';

type Words = (key: string, values?: Record<string, unknown>) => string;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** "9:00" for 09:00. */
export const clockWords = (at: string | undefined) => (at ?? '09:00').replace(/^0(?=\d:)/, '').slice(0, 5);

function dayWords(day: Date): string {
  return new Intl.DateTimeFormat(i18next.resolvedLanguage, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** "MO" and "1MO" in words. */
function byDay(t: Words, text: string): string {
  const [, place = '', code = ''] = /^([+-]?\d*)([A-Z]{2})$/.exec(text) ?? [];
  const day = t(`flows.weekday.${weekdays[codes.indexOf(code)] ?? 'monday'}`);
  return place === '' ? day : t(`flows.say.rule.nth.${Number(place) < 0 ? 'last' : String(Number(place))}`, { day });
}

/** "Every 2 weeks on Monday and Thursday at 9:00", of a first local time and a rule after RFC 5545. */
export function scheduleWords(t: Words, start: string | undefined, rule: string | undefined): string {
  const parts = new Map((rule ?? '').split(';').map((part) => part.split('=') as [string, string]));
  const first = new Date(`${(start ?? '').slice(0, 10)}T00:00:00Z`);
  const known = !Number.isNaN(first.getTime());
  const at = clockWords(start?.slice(11, 16) || undefined);
  const frequency = parts.get('FREQ');
  if (frequency === undefined) return t('flows.say.rule.once', { day: known ? dayWords(first) : '…', at });
  const joined = (list: string[]) => list.join(` ${t('match.and')} `);
  const named = parts.get('BYDAY')?.split(',');
  const own = weekdays[(first.getUTCDay() + 6) % 7];
  const numbers = parts.get('BYMONTHDAY')?.split(',') ?? (known ? [String(first.getUTCDate())] : []);
  const days = joined(named?.map((text) => byDay(t, text)) ?? (known && own ? [t(`flows.weekday.${own}`)] : ['…']));
  const count = Number(parts.get('INTERVAL') ?? 1);
  const said =
    frequency === 'MONTHLY'
      ? t(named ? 'flows.say.rule.monthlyOn' : 'flows.say.rule.monthly', {
          count,
          at,
          days: named
            ? days
            : joined(numbers.map((number) => (number === '-1' ? t('flows.say.rule.lastDay') : number))),
        })
      : frequency === 'DAILY' && !named
        ? t('flows.say.rule.daily', { count, at })
        : t('flows.say.rule.weekly', { count, days, at });
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  if (until === null) return said;
  return t('flows.say.rule.until', { rule: said, day: dayWords(new Date(until.slice(1).join('-'))) });
}
