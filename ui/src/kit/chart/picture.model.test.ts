import { describe, expect, it } from 'vitest';
import { keyLines } from './picture.model';

describe('the key of a picture', () => {
  it('should go on in a further line where there is no more room', () => {
    const key = ['a', 'b', 'c'].map((label) => ({ label, color: '#000' }));
    const lines = keyLines(key, 100, () => 10);
    expect(lines.map((line) => line.map(({ label, left }) => `${label}${left}`))).toEqual([['a0', 'b46'], ['c0']]);
    expect(keyLines([], 100, () => 10)).toEqual([]);
  });

  it('should keep an entry that is wider than the picture', () => {
    const lines = keyLines([{ label: 'wide', color: '#000' }], 20, () => 300);
    expect(lines).toHaveLength(1);
  });
});
