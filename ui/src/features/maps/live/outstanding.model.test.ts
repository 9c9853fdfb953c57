import { expect, it } from 'vitest';
import type { CardLive } from '../model/live.model';
import { outstanding } from './outstanding.model';

const live = (card: string, more: Partial<CardLive>): CardLive => ({
  card,
  persons: 100,
  occurrences: 100,
  conversion: { value: 0.5, low: 0.4, high: 0.6 },
  ...more,
});

it('should point at failing and slow cards, not at those with few people', () => {
  const usual = [1, 2, 3].map((at) => live(`c${at}`, { medianSecondsToNext: 60 }));
  const slow = live('slow', { medianSecondsToNext: 600 });
  const all = [...usual, slow];
  expect(outstanding(slow, all)).toEqual({ kind: 'slow', times: 10 });
  expect(outstanding(live('fails', { failed: 5 }), all)).toEqual({ kind: 'fails', share: 0.05 });
  expect(outstanding(live('few', { persons: 19, failed: 10 }), all)).toBeNull();
  expect(usual.map((card) => outstanding(card, all))).toEqual([null, null, null]);
});
