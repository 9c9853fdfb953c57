import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pushOf } from '../src/push/index';
import { forgetVisitor, visit } from './site';

const words = { title: 'May we?', text: 'News', yes: 'Yes', no: 'No' };
const publicKey = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const place = { host: 'http://server', writeKey: 'key', worker: '/percorso-sw.js', anonymousId: 'anna' };

let called: { url: string; body: Record<string, unknown> }[] = [];
let permission: NotificationPermission = 'default';
let asked = 0;
let subscription: {
  endpoint: string;
  options: object;
  toJSON: () => object;
  unsubscribe: () => Promise<boolean>;
} | null;

/** The browser's own part, which happy-dom has not: permission, worker, subscription. */
function browser(answer: NotificationPermission): void {
  vi.stubGlobal('Notification', {
    get permission() {
      return permission;
    },
    requestPermission: () => {
      asked++;
      permission = answer;
      return Promise.resolve(answer);
    },
  });
  const registration = {
    active: {},
    waiting: null,
    installing: null,
    pushManager: {
      getSubscription: () => Promise.resolve(subscription),
      subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
        const endpoint = 'https://push.example/1';
        subscription = {
          endpoint,
          options: { applicationServerKey: applicationServerKey.buffer },
          toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
          unsubscribe: () => {
            subscription = null;
            return Promise.resolve(true);
          },
        };
        return Promise.resolve(subscription);
      },
    },
  };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: {
      register: () => Promise.resolve(registration),
      getRegistration: () => Promise.resolve(registration),
    },
  });
}

function server(ask?: string): void {
  vi.stubGlobal('fetch', (url: string, options?: { body?: string }) => {
    called.push({ url, body: options?.body === undefined ? {} : JSON.parse(options.body) });
    const answer = url.includes('/tag/push/key?') ? { publicKey, words, ...(ask !== undefined && { ask }) } : {};
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
}

const question = () => document.querySelector('percorso-push')?.shadowRoot;
const press = (selector: string) => question()?.querySelector<HTMLElement>(selector)?.click();
const urls = () => called.map(({ url }) => url.replace('http://server', '').replace(/\?.*/, ''));

beforeEach(() => {
  visit('/shop');
  forgetVisitor();
  called = [];
  permission = 'default';
  asked = 0;
  subscription = null;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('should ask in the page first, and the browser only after a yes', async () => {
  browser('granted');
  server('token');
  await pushOf(place);
  expect(question()?.querySelector('section')?.getAttribute('aria-labelledby')).toBe('title');
  expect(asked).toBe(0);
  press('.yes');
  await vi.waitFor(() => expect(urls()).toContain('/tag/offers/token/clicked'));
  expect(asked).toBe(1);
  expect(urls()).toEqual(['/tag/push/key', '/tag/offers/token/shown', '/tag/push/key', '/tag/offers/token/clicked']);
  expect(called[2]?.body).toMatchObject({
    anonymousId: 'anna',
    endpoint: 'https://push.example/1',
    p256dh: 'p',
    auth: 'a',
    asked: true,
  });
});

test('should leave the browser in peace after a no, and ask nobody unless it is wanted', async () => {
  browser('granted');
  server();
  const push = await pushOf(place);
  expect(question()).toBeUndefined();
  const answer = push.ask();
  question()
    ?.querySelector('section')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(await answer).toBe(false);
  expect(asked).toBe(0);
  permission = 'denied';
  expect(await push.ask()).toBe(false);
  expect(question()).toBeUndefined();
});

test('should end a subscription of somebody else, and keep the own one as it is', async () => {
  browser('granted');
  server();
  const push = await pushOf(place);
  expect(await push.subscribe()).toBe(true);
  called = [];
  await pushOf(place);
  expect(urls()).toEqual(['/tag/push/key']);
  await pushOf({ ...place, anonymousId: 'another' });
  expect(subscription).toBeNull();
  expect(called.at(-1)).toEqual({
    url: 'http://server/tag/push/key/unsubscribe',
    body: { endpoint: 'https://push.example/1' },
  });
});
