import { describe, expect, it } from 'vitest';
import { colorOf, initialsOf, personaColors, tidy } from './persona.model';

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('persona', () => {
  it('should make one or two initials', () => {
    expect(initialsOf('Giulia')).toBe('G');
    expect(initialsOf('  maria teresa de rossi ')).toBe('MR');
    expect(initialsOf('')).toBe('?');
  });

  it('should keep white words readable on every colour', () => {
    for (const color of personaColors) expect(1.05 / (luminance(color) + 0.05), color).toBeGreaterThanOrEqual(4.5);
  });

  it('should keep a chosen colour and refuse what is none', () => {
    expect(colorOf({ name: 'A', color: '#123abc' })).toBe('#123abc');
    expect(personaColors).toContain(colorOf({ name: 'A', color: 'red;background:url(x)' }));
  });

  it('should leave out what was emptied', () => {
    expect(tidy({ name: ' Giulia ', role: ' ', needs: [], pains: ['price'] })).toEqual({
      name: 'Giulia',
      pains: ['price'],
    });
  });
});
