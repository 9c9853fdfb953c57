import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { scheduleWords } from './schedule.model';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../i18n/en/${name}.json`, import.meta.url), 'utf8'));
const words = i18next.createInstance();
await words.init({
  lng: 'en',
  resources: { en: { translation: { flows: read('flows'), match: read('match') } } },
  interpolation: { escapeValue: false },
});
const t = (key: string, values?: Record<string, unknown>) => String(words.t(key, values));
const start = '2026-03-02T09:00';

describe('scheduleWords', () => {
  it.each([
    ['', 'Once on March 2, 2026 at 9:00'],
    ['FREQ=DAILY', 'Every day at 9:00'],
    ['FREQ=WEEKLY', 'Every week on Monday at 9:00'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'Every 2 weeks on Monday and Thursday at 9:00'],
    ['FREQ=MONTHLY', 'Every month on day 2 at 9:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1', 'Every month on day 1 and the last day at 9:00'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday at 9:00'],
    ['FREQ=DAILY;UNTIL=20260531T000000Z', 'Every day at 9:00, until May 31, 2026'],
  ])('should say %s', (rule, said) => {
    expect(scheduleWords(t, start, rule)).toBe(said);
  });
});
