import { expect, test } from 'vitest';
import { matchOf, newMessage, previewOf, spokenBy, withTest, worded } from './onsite.model';

const start = newMessage('Sale', (language) => ({ title: language === 'it' ? 'Saldi' : 'Sale' }));

test('should write one variant in one language and leave the others', () => {
  const tested = withTest(start, true);
  const changed = worded(tested, 1, 'it', { title: 'Sconti' });
  expect(changed.variants.map(({ words }) => words.it?.title)).toEqual(['Saldi', 'Sconti']);
  expect(changed.variants[1]?.words.en?.title).toBe('Sale');
  expect(withTest(changed, false).variants).toHaveLength(1);
  expect(spokenBy(changed)).toEqual(['en', 'it']);
});

test('should show a block in a corner, since its place is on the site', () => {
  expect(previewOf({ ...start, form: 'inline', place: '#a' }, 'en').form).toBe('slideIn');
  expect(previewOf(start, 'en').form).toBe('banner');
});

test('should know outcomes by message and variant', () => {
  expect(matchOf('m1', 'clicked', 'B')).toEqual({
    event: 'Message Clicked',
    where: [
      { property: 'message_id', operator: 'equals', value: 'm1' },
      { property: 'variant', operator: 'equals', value: 'B' },
    ],
  });
});
