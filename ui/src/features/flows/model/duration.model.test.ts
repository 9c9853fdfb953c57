import { describe, expect, it } from 'vitest';
import { durationUnits, readDuration, writeDuration } from './duration.model';

describe('duration', () => {
  it('should read back what it writes, in the same unit', () => {
    for (const unit of durationUnits) {
      for (const amount of [1, 3, 45]) {
        const span = readDuration(writeDuration({ amount, unit }));
        expect(span, `${amount} ${unit}`).toEqual({ amount, unit });
      }
    }
  });

  it('should say mixed durations in the largest whole unit', () => {
    expect(readDuration('P1DT2H')).toEqual({ amount: 26, unit: 'hours' });
    expect(readDuration('PT90M')).toEqual({ amount: 90, unit: 'minutes' });
    expect(readDuration('PT48H')).toEqual({ amount: 2, unit: 'days' });
    expect(readDuration('PT30S')).toEqual({ amount: 1, unit: 'minutes' });
  });

  it('should refuse what is no duration', () => {
    for (const text of ['', 'P', 'PT', '3 days', undefined]) expect(readDuration(text)).toBeNull();
  });
});
