import { describe, expect, it } from 'vitest';
import { durationUnits, readDuration, writeDuration } from './duration.model';

describe('duration', () => {
  it('should read what it writes', () => {
    for (const unit of durationUnits) {
      for (const amount of [1, 2, 5, 90]) {
        const read = readDuration(writeDuration({ amount, unit }));
        expect(read && writeDuration(read)).toBe(
          // 90 minutes stay minutes, 1,440 would become a day.
          writeDuration({ amount, unit }),
        );
      }
    }
  });

  it('should join mixed parts into one unit', () => {
    expect(readDuration('P1DT12H')).toEqual({ amount: 36, unit: 'hours' });
    expect(readDuration('PT90S')).toEqual({ amount: 2, unit: 'minutes' });
    expect(readDuration('PT24H')).toEqual({ amount: 1, unit: 'days' });
  });

  it('should refuse what is no duration', () => {
    for (const text of ['', 'P', 'PT', '7D', 'P1M', undefined]) expect(readDuration(text)).toBeNull();
  });
});
