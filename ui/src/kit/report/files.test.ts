import { describe, expect, it } from 'vitest';
import { fileNameOf, plainName } from './files';

describe('files', () => {
  it('should take the name the server gives and nothing that leads elsewhere', () => {
    expect(fileNameOf('attachment; filename="pages-2026-03-01.csv"', 'x.csv')).toBe('pages-2026-03-01.csv');
    expect(fileNameOf('attachment; filename="../../evil"', 'x.csv')).toBe('x.csv');
    expect(fileNameOf(null, 'x.csv')).toBe('x.csv');
  });

  it('should make a name of any title', () => {
    expect(plainName('Nel tempo: «città»')).toBe('nel-tempo-citta');
    expect(plainName('…')).toBe('percorso');
  });
});
