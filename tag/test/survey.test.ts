import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isOnPage } from '../src/pages';
import { eventsOf, showSurvey, surveysOf } from '../src/survey/index';
import type { Survey } from '../src/survey/survey';
import { endPage, forgetVisitor, visit } from './site';

const survey: Survey = {
  id: 's1',
  name: 'After the order',
  touchpoint: 'checkout',
  language: 'en',
  texts: { intro: '', send: 'Send', thanks: 'Thank you!' },
  look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16', corner: 'right' },
  questions: [
    { id: 'nps', kind: 'nps', required: true, text: 'Recommend?', low: 'No', high: 'Yes', scale: '0-10' },
    { id: 'why', kind: 'text', required: false, text: 'Why?', low: '', high: '', scale: '0-0' },
  ],
  paths: ['/thanks*'],
  event: '',
  delaySeconds: 0,
  share: 100,
  everyDays: 30,
  gapDays: 7,
};

let tracked: [string, unknown][] = [];
const track = (name: string, properties: unknown) => tracked.push([name, properties]);
const shown = () => document.querySelector('percorso-survey');

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T10:00:00Z') });
  tracked = [];
  visit('/thanks/42');
  forgetVisitor();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  endPage();
});

function offering(offered: Survey[]) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(offered))));
  return surveysOf('http://server/tag/surveys/key', 'anna', track);
}

test('should ask on its pages only, once, and not again too soon', async () => {
  const surveys = await offering([survey]);
  visit('/cart');
  surveys.saw('');
  vi.runAllTimers();
  expect(shown()).toBeNull();
  visit('/thanks/42');
  surveys.saw('');
  vi.runAllTimers();
  expect(shown()).not.toBeNull();
  expect(tracked).toEqual([['Survey Shown', { survey: 'After the order', survey_id: 's1' }]]);
  shown()?.remove();
  surveys.saw('');
  vi.runAllTimers();
  expect(shown()).toBeNull();
  vi.setSystemTime(new Date('2026-04-01T10:00:00Z'));
  surveys.saw('');
  vi.runAllTimers();
  expect(shown()).not.toBeNull();
});

test('should wait for its event, and leave visitors alone after another survey', async () => {
  const surveys = await offering([
    { ...survey, event: 'Order Completed' },
    { ...survey, id: 's2', event: 'Searched', gapDays: 7 },
  ]);
  surveys.saw('');
  surveys.saw('Order Completed');
  vi.runAllTimers();
  expect(shown()).not.toBeNull();
  shown()?.remove();
  surveys.saw('Searched');
  vi.runAllTimers();
  expect(shown()).toBeNull();
});

test('should ask nobody of a share of none, and draw only once', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const surveys = await offering([{ ...survey, share: 50 }]);
  surveys.saw('');
  vi.spyOn(Math, 'random').mockReturnValue(0);
  surveys.saw('');
  vi.runAllTimers();
  expect(shown()).toBeNull();
});

test('should hand over answers, thank and go', () => {
  const answered = vi.fn();
  showSurvey(survey, answered);
  const root = shown()?.shadowRoot;
  expect(root?.querySelectorAll('input[type=radio]').length).toBe(11);
  const nine = root?.querySelector<HTMLInputElement>('input[value="9"]');
  if (nine) nine.checked = true;
  root?.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  expect(answered).toHaveBeenCalledWith({ nps: '9', why: '' });
  expect(root?.querySelector('[role=status]')?.textContent).toBe('Thank you!');
  vi.runAllTimers();
  expect(shown()).toBeNull();
});

test('should make one event of each answered question', () => {
  const events = eventsOf(survey, { nps: '9', why: '  ' });
  expect(events).toEqual([
    expect.objectContaining({ kind: 'nps', score: 9, scale: '0-10', touchpoint: 'checkout', question: 'nps' }),
  ]);
  expect(eventsOf(survey, { nps: '', why: 'slow' })[0]).toMatchObject({ kind: 'text', text: 'slow' });
});

test('should know pages by their pattern, whatever signs they hold', () => {
  expect(isOnPage([], '/any')).toBe(true);
  expect(isOnPage(['/a.b*'], '/a.b/c')).toBe(true);
  expect(isOnPage(['/a.b'], '/axb')).toBe(false);
  expect(isOnPage(['/x/*/y'], '/x/1/y')).toBe(true);
});
