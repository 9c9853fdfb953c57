import { describe, expect, it } from 'vitest';
import { examples, isFigure, placeOf, textOf } from './sql.model';

describe('sql', () => {
  it('should say where in a text a fault is', () => {
    expect(placeOf('SELECT 1', 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf('SELECT\n  nme\nFROM x', 9)).toEqual({ line: 2, column: 3 });
    expect(placeOf('ab\n', 3)).toEqual({ line: 2, column: 1 });
  });

  it('should tell figures from the rest', () => {
    expect(['BIGINT', 'DECIMAL(18,3)', 'DOUBLE', 'UTINYINT', 'HUGEINT'].every(isFigure)).toBe(true);
    expect(['VARCHAR', 'INTEGER[]', 'INTERVAL', 'DATE', 'JSON'].some(isFigure)).toBe(false);
  });

  it('should show every value as one text', () => {
    expect([null, 0, false, 'x', [1, null], { a: 1 }].map(textOf)).toEqual([
      '',
      '0',
      'false',
      'x',
      '[1,null]',
      '{"a":1}',
    ]);
  });

  it('should offer examples that explain themselves', () => {
    for (const { sql } of examples) expect(sql).toMatch(/^-- \S/);
    expect(new Set(examples.map(({ key }) => key)).size).toBe(examples.length);
  });
});
