import { describe, expect, it } from 'vitest';
import { createFormat } from './format.model';

const italian = createFormat('it', 'Europe/Rome', 'EUR');
const english = createFormat('en', 'America/New_York', 'USD');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('format', () => {
  it('should group and separate by language', () => {
    expect(italian.number(1234.5, 1)).toBe('1.234,5');
    expect(english.number(1234.5, 1)).toBe('1,234.5');
    expect(plain(italian.money(1234.5))).toBe('1.234,50 €');
    expect(plain(english.money(1234.5))).toBe('$1,234.50');
  });

  it('should show instants in the zone of the workspace', () => {
    const instant = '2026-03-01T23:30:00Z';
    expect(italian.time(instant)).toBe('00:30');
    expect(english.time(instant)).toBe('18:30');
    expect(italian.day(instant)).toContain('2 mar');
  });

  it('should keep a calendar day whatever the zone', () => {
    expect(english.calendarDay('2026-03-01')).toBe('1 Mar 2026');
  });

  it('should say a duration in at most two units', () => {
    expect(plain(english.duration(90_000))).toBe('1 min 30 secs');
    expect(plain(english.duration(26 * 3_600_000))).toBe('1 day 2 hrs');
    expect(plain(english.duration(40 * 86_400_000))).toBe('40 days');
    expect(plain(english.duration(250))).toBe('250 ms');
  });
});
