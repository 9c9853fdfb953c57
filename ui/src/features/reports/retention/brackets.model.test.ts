import { describe, expect, it } from 'vitest';
import { bracketsText, exampleBrackets, readBrackets } from './brackets.model';

describe('brackets', () => {
  it('should read back what they are shown as', () => {
    expect(readBrackets(bracketsText(exampleBrackets))).toEqual(exampleBrackets);
    expect(readBrackets('1; 3 - 5')).toEqual([
      { first: 1, last: 1 },
      { first: 3, last: 5 },
    ]);
  });

  it('should refuse what does not ascend from one', () => {
    for (const text of ['', '0', '1-3, 2-5', '5-4', 'a', '1, 500', '-1']) expect(readBrackets(text), text).toBeNull();
  });
});
