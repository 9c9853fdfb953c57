import { expect, test } from 'vitest';
import { smsLength } from './sms.model';

test('should count places and messages as carriers do', () => {
  const of = (text: string) => {
    const { unicode, places, segments } = smsLength(text);
    return [unicode, places, segments];
  };
  expect(of('')).toEqual([false, 0, 0]);
  expect(of('Ciao, è ora')).toEqual([false, 11, 1]);
  expect(of('x'.repeat(160))).toEqual([false, 160, 1]);
  expect(of('x'.repeat(161))).toEqual([false, 161, 2]);
  expect(of('x'.repeat(306))).toEqual([false, 306, 2]);
  expect(of('x'.repeat(307))).toEqual([false, 307, 3]);
  // The euro takes two places, and is not torn apart between two messages.
  expect(of('€'.repeat(80))).toEqual([false, 160, 1]);
  expect(of(`${'x'.repeat(152)}€${'x'.repeat(152)}`)).toEqual([false, 306, 3]);
  expect(of('ç'.repeat(70))).toEqual([true, 70, 1]);
  expect(of('ç'.repeat(71))).toEqual([true, 71, 2]);
  expect(of('🎁'.repeat(34))).toEqual([true, 68, 1]);
  expect(of('🎁'.repeat(36))).toEqual([true, 72, 2]);
});

test('should name what makes a message dearer', () => {
  expect(smsLength('Tè “buono” 🎁').unusual).toEqual(['“', '”', '🎁']);
});
