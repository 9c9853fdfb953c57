import { describe, expect, it } from 'vitest';
import { changesOf, sparkline, stageShares } from './home.model';

const rate = (value: number, width = 0.01) => ({ value, low: value - width, high: value + width });
const overview = (visitors: number, conversion: number, search: number) => ({
  totals: {
    visitors,
    sessions: visitors,
    pageViews: visitors,
    bounceRate: rate(0.4),
    engagedRate: rate(0.6),
    averageSessionSeconds: 60,
    conversions: 50,
    conversionRate: rate(conversion),
    revenue: 5000,
  },
  series: [],
  channels: [
    {
      name: 'organic_search',
      visitors: search,
      sessions: search,
      bounceRate: rate(0.4),
      conversions: 1,
      conversionRate: rate(0.1),
      revenue: 1,
    },
  ],
  pages: [],
  devices: [],
});

describe('home', () => {
  it('should leave noise out', () => {
    expect(changesOf(overview(1010, 0.05, 400), overview(1000, 0.055, 410))).toEqual([]);
  });

  it('should name real changes, largest first', () => {
    const changes = changesOf(overview(2000, 0.09, 1200), overview(1000, 0.05, 300));
    expect(changes.map((change) => change.name)).toEqual(['organic_search', 'visitors', 'conversionRate']);
    expect(changes.every((change) => change.delta.good === true)).toBe(true);
  });

  it('should draw from the floor', () => {
    expect(sparkline([0, 10], 100, 20)).toBe('M0.0 19.0 L100.0 1.0');
    expect(sparkline([5], 100, 20)).toBe('');
  });

  it('should share people among the stages only', () => {
    const model = {
      stages: [
        { id: 'a', name: 'A', hue: 'awareness' as const, rules: [] },
        { id: 'b', name: 'B', hue: 'purchase' as const, rules: [] },
      ],
      occupancy: [
        { stage: 'a', persons: 30 },
        { stage: 'b', persons: 10 },
        { stage: '', persons: 100 },
      ],
    };
    expect(stageShares(model).map((row) => row.share)).toEqual([0.75, 0.25]);
    expect(stageShares({ ...model, occupancy: [] }).map((row) => row.share)).toEqual([0, 0]);
  });
});
