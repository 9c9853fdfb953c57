import { describe, expect, it } from 'vitest';
import { splitOpen } from './trend.model';

const point = (entered: number, value: number, complete: boolean) => ({
  from: '2026-01-01',
  entered,
  converted: Math.round(entered * value),
  conversion: { value, low: value, high: value },
  complete,
});

describe('trend of a funnel', () => {
  it('should draw those apart who may still convert, and leave a gap where nobody entered', () => {
    const points = [point(10, 0.5, true), point(0, 0, true), point(10, 0.2, true), point(4, 0.25, false)];
    expect(splitOpen(points)).toEqual({ whole: [0.5, null, 0.2, null], open: [null, null, 0.2, 0.25] });
  });

  it('should draw one line where everything is over, and one where nothing is', () => {
    expect(splitOpen([point(10, 0.5, true)])).toEqual({ whole: [0.5], open: [null] });
    expect(splitOpen([point(10, 0.5, false)])).toEqual({ whole: [null], open: [0.5] });
  });
});
