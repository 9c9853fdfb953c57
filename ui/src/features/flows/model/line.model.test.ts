import { expect, it } from 'vitest';
import { lastPasses } from './line.model';

it('says when the last of a line passes', () => {
  expect(lastPasses(0, 100, 'PT1H')).toBeNull();
  expect(lastPasses(100, 100, 'PT1H')).toEqual({ amount: 1, unit: 'hours' });
  expect(lastPasses(101, 50, 'P2D')).toEqual({ amount: 6, unit: 'days' });
  expect(lastPasses(5, undefined, 'PT1H')).toBeNull();
});
