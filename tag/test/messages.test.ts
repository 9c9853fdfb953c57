import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesOf, showMessage } from '../src/messages/index';
import type { Message } from '../src/messages/message';
import { endPage, forgetVisitor, visit } from './site';

const words = { title: 'Sale', text: 'Until Sunday', button: 'Look', url: '/sale' };
const banner: Message = {
  id: 'm1',
  name: 'Sale banner',
  form: 'banner',
  place: '',
  language: 'en',
  variants: [words],
  look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16', corner: 'right' },
  paths: ['/shop*'],
  event: '',
  delaySeconds: 0,
  share: 100,
  everyDays: 30,
  gapDays: 7,
};
const modal: Message = { ...banner, id: 'm2', name: 'Help', form: 'modal', event: 'Cart Left', paths: [] };

let tracked: [string, Record<string, unknown>][] = [];
const track = (name: string, properties: Record<string, unknown>) => tracked.push([name, properties]);
const shown = () => document.querySelectorAll('percorso-message');
const inside = (selector: string) => shown()[0]?.shadowRoot?.querySelector<HTMLElement>(selector);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T10:00:00Z') });
  tracked = [];
  visit('/shop/1');
  forgetVisitor();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  endPage();
});

async function offering(...offered: Message[]) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(offered))));
  const messages = await messagesOf('http://server/tag/messages/key', 'anna', track);
  return (event = '') => {
    messages.saw(event);
    vi.runAllTimers();
  };
}

test('should stand on its pages until it is closed, and be told of once a look', async () => {
  const saw = await offering(banner);
  visit('/about');
  saw();
  expect(shown()).toHaveLength(0);
  visit('/shop/1');
  saw();
  saw();
  expect(shown()).toHaveLength(1);
  shown()[0]?.remove();
  visit('/shop/2');
  saw();
  expect(shown()).toHaveLength(1);
  expect(tracked.map(([name]) => name)).toEqual(['Message Shown']);
  inside('.close')?.click();
  saw();
  expect(shown()).toHaveLength(0);
  expect(tracked.at(-1)).toEqual([
    'Message Dismissed',
    { message: 'Sale banner', message_id: 'm1', variant: 'A', form: 'banner', path: '/shop/2' },
  ]);
  vi.setSystemTime(new Date('2026-04-02T10:00:00Z'));
  saw();
  expect(shown()).toHaveLength(1);
});

test('should tell the flow that offered it what became of it, once more for each offer', async () => {
  const told: string[] = [];
  const saw = await offering({ ...modal, event: '', offer: 'token1' });
  vi.stubGlobal('fetch', (url: string) => {
    told.push(url);
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  saw();
  inside('a')?.click();
  saw();
  expect(shown()).toHaveLength(0);
  expect(told).toEqual(['http://server/tag/offers/token1/shown', 'http://server/tag/offers/token1/clicked']);
  vi.setSystemTime(new Date('2026-03-09T10:00:00Z'));
  const again = await offering({ ...modal, event: '', offer: 'token2' });
  again();
  expect(shown()).toHaveLength(1);
});

test('should interrupt after its event only, and not soon after another', async () => {
  const saw = await offering(modal, { ...modal, id: 'm3', form: 'slideIn', event: 'Searched' });
  saw();
  expect(shown()).toHaveLength(0);
  saw('Cart Left');
  expect(shown()).toHaveLength(1);
  expect(inside('dialog')?.getAttribute('aria-labelledby')).toBe('title');
  inside('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
  expect(shown()).toHaveLength(0);
  saw('Searched');
  expect(shown()).toHaveLength(0);
  vi.setSystemTime(new Date('2026-03-09T10:00:00Z'));
  saw('Searched');
  expect(shown()).toHaveLength(1);
});

test('should always show a browser the same of two variants', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.7);
  const saw = await offering({ ...banner, variants: [words, { ...words, title: 'Last days' }] });
  saw();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  shown()[0]?.remove();
  saw();
  expect(inside('h2')?.textContent).toBe('Last days');
  expect(tracked[0]?.[1]).toMatchObject({ variant: 'B' });
});

test('should go into its element, or nowhere without a word', async () => {
  const block: Message = { ...banner, form: 'inline', place: '#offers' };
  const saw = await offering(block);
  saw();
  expect(shown()).toHaveLength(0);
  expect(tracked).toEqual([]);
  document.body.innerHTML = '<div id="offers"></div>';
  saw();
  expect(document.querySelector('#offers percorso-message')).not.toBeNull();
});

test('should hold words as words and lead nowhere but to addresses', () => {
  const done = vi.fn();
  showMessage(banner, { ...words, title: '<img src=x onerror=alert(1)>', url: 'javascript:alert(1)' }, done);
  expect(inside('img')).toBeNull();
  expect(inside('a')?.getAttribute('href')).toBe('#');
  inside('a')?.click();
  expect(done).toHaveBeenCalledWith('clicked');
  expect(shown()).toHaveLength(0);
});

test('should close a slide-in with Escape', () => {
  const done = vi.fn();
  showMessage({ ...banner, form: 'slideIn' }, words, done);
  inside('section')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(done).toHaveBeenCalledWith('dismissed');
});
