import { describe, expect, it } from 'vitest';
import { bytesText, currencies, idFrom, zones } from './settings.model';

describe('settings', () => {
  it('should always offer what is in use', () => {
    expect(zones('Mars/Base')).toContain('Mars/Base');
    expect(zones('Europe/Rome').filter((zone) => zone === 'Europe/Rome')).toHaveLength(1);
    expect(currencies('XXX')).toContain('XXX');
  });

  it('should make ids that the server takes', () => {
    expect(idFrom('  Bottega dei Colori – Perù! ')).toBe('bottega-dei-colori-peru');
    expect(idFrom('x'.repeat(60))).toHaveLength(40);
    expect(idFrom('!!!')).toBe('');
  });

  it('should show sizes people can read', () => {
    const number = (value: number, digits = 0) => value.toFixed(digits);
    expect(bytesText(999, number)).toBe('999 B');
    expect(bytesText(1500, number)).toBe('1.5 kB');
    expect(bytesText(320_000_000, number)).toBe('320 MB');
  });
});
