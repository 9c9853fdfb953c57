import { describe, expect, it } from 'vitest';
import {
  compareOption,
  costOf,
  creditOf,
  initialAttribution,
  largestOf,
  requestOf,
  sharedOf,
} from './attribution.model';

const result = {
  totals: {
    conversions: 12,
    value: 900,
    retained: 4,
    undecided: 1,
    shared: 10,
    sharedValue: 800,
    sharedRetained: 3,
    pathsWithout: 90,
    spend: 50,
  },
  grouped: 0,
  channels: [
    {
      label: 'email',
      conversions: 9,
      persons: 8,
      spend: 30,
      credits: [
        { model: 'first' as const, conversions: 6, value: 500, retained: 2, costPerConversion: 5, costPerRetained: 15 },
        { model: 'last' as const, conversions: 3, value: 200, retained: 1, costPerConversion: 10 },
      ],
    },
    { label: '<tv>', conversions: 0, persons: 0, spend: 20, credits: [] },
  ],
};
const palette = {
  ink: '#000',
  soft: '#666',
  line: '#ddd',
  strongLine: '#ccc',
  surface: '#fff',
  accent: '#0a0',
  highlight: '#fa0',
  series: ['#1'],
};

describe('attribution', () => {
  it('should send what is set and nothing that only concerns the page', () => {
    expect(requestOf({ ...initialAttribution, model: 'markov', conversion: { event: '' } })).toEqual({
      by: 'channel',
      window: 'P30D',
      stayAfter: 'P30D',
      target: 'conversions',
    });
    expect(requestOf({ touchpoints: [{ event: '' }, { event: 'Ad' }] })).toEqual({ touchpoints: [{ event: 'Ad' }] });
  });

  it('should find what a model gives and what it costs', () => {
    const [email] = result.channels;
    if (email === undefined) throw new Error('there is a channel');
    expect(costOf(creditOf(email, 'first'), 'retained')).toBe(15);
    expect(costOf(creditOf(email, 'last'), 'retained')).toBeUndefined();
    expect(costOf(creditOf(email, 'last'), 'value')).toBe(10);
    expect(largestOf(result, 'value')).toBe(500);
    expect(sharedOf(result, 'retained')).toBe(3);
  });

  it('should compare two models on the channels that have credit', () => {
    const words = { name: (label: string) => label, model: (model: string) => model, amount: String };
    const option = compareOption(result, ['first', 'last'], 'conversions', palette, words) as {
      yAxis: { data: string[] };
      series: { data: number[] }[];
      tooltip: { formatter: (points: { dataIndex: number }[]) => string };
    };
    expect(option.yAxis.data).toEqual(['email']);
    expect(option.series.map((series) => series.data)).toEqual([[6], [3]]);
    expect(option.tooltip.formatter([{ dataIndex: 0 }])).toContain('last: <strong>3</strong>');
  });
});
