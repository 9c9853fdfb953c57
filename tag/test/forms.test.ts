import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Form } from '../src/forms/form';
import { formsOf } from '../src/forms/index';
import { endPage, forgetVisitor, visit } from './site';

const newsletter: Form = {
  id: 'f1',
  name: 'Newsletter',
  language: 'en',
  title: 'Our newsletter',
  intro: 'Once a month.',
  email: 'E-mail',
  send: 'Subscribe',
  fields: [{ trait: 'first_name', label: 'First name', required: false, autocomplete: 'given-name' }],
  topics: [{ id: 'news', name: 'News' }],
  consents: [{ purpose: 'email', text: 'Send me news', required: true }],
  look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16', corner: 'right' },
  place: { kind: 'inline', paths: [], delaySeconds: 0, everyDays: 30 },
  issued: 'mark',
};
const popUp: Form = {
  ...newsletter,
  id: 'f2',
  place: { kind: 'popUp', paths: ['/shop*'], delaySeconds: 5, everyDays: 7 },
};

let sent: [string, Record<string, unknown>][] = [];
let answer: () => Response = () => new Response(JSON.stringify({ thanks: 'Look into your mailbox.', redirect: '' }));

function served(forms: Form[]): void {
  vi.stubGlobal('fetch', async (url: string, options?: RequestInit) => {
    if (options?.method !== 'POST') return new Response(JSON.stringify(forms));
    sent.push([url, JSON.parse(String(options.body)) as Record<string, unknown>]);
    return url.endsWith('/shown') ? new Response(null, { status: 204 }) : answer();
  });
}

const shown = () => [...document.querySelectorAll('percorso-form')];
const inside = <T extends HTMLElement>(selector: string) => shown()[0]?.shadowRoot?.querySelector<T>(selector);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T10:00:00Z') });
  sent = [];
  answer = () => new Response(JSON.stringify({ thanks: 'Look into your mailbox.', redirect: '' }));
  visit('/shop/1');
  forgetVisitor();
  document.body.innerHTML = '';
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  endPage();
});

test('should stand where the page wants it, send what was written and thank', async () => {
  document.body.innerHTML = '<div data-percorso-form="f1"></div><div data-percorso-form="unknown"></div>';
  served([newsletter]);
  const forms = await formsOf(
    'https://p.example/tag/forms/key',
    () => 'visitor',
    () => false,
  );
  forms.place();
  forms.place();
  expect(shown()).toHaveLength(1);
  const email = inside<HTMLInputElement>('input[name=email]');
  const name = inside<HTMLInputElement>('input[name="t.first_name"]');
  const consent = inside<HTMLInputElement>('input[name=purpose]');
  if (!email || !name || !consent) throw new Error('fields are missing');
  email.value = 'ann@example.com';
  name.value = 'Ann';
  consent.checked = true;
  inside('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(10);
  expect(inside('[role=status]')?.textContent).toBe('Look into your mailbox.');
  expect(sent).toEqual([
    ['https://p.example/tag/forms/key/f1/shown', {}],
    [
      'https://p.example/tag/forms/key/f1',
      {
        email: 'ann@example.com',
        traits: { first_name: 'Ann' },
        purposes: ['email'],
        topics: [],
        website: '',
        issued: 'mark',
        language: 'en',
        anonymousId: 'visitor',
      },
    ],
  ]);
  expect(localStorage.length).toBe(0);
});

test('should say what to put right and keep what was written', async () => {
  document.body.innerHTML = '<div data-percorso-form="f1"></div>';
  served([newsletter]);
  (
    await formsOf(
      'https://p.example/tag/forms/key',
      () => undefined,
      () => false,
    )
  ).place();
  answer = () => new Response(JSON.stringify({ detail: 'write it like anna@example.com' }), { status: 422 });
  const email = inside<HTMLInputElement>('input[name=email]');
  if (email) email.value = 'ann';
  inside('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(10);
  expect(inside('[role=alert]')?.textContent).toBe('write it like anna@example.com');
  expect(inside<HTMLInputElement>('input[name=email]')?.value).toBe('ann');
  expect(sent.at(-1)?.[1]).not.toHaveProperty('anonymousId');
});

test('should pop up once the visitor has chosen, and not again after it was closed', async () => {
  served([popUp]);
  let chosen = false;
  const forms = await formsOf(
    'https://p.example/tag/forms/key',
    () => undefined,
    () => chosen,
  );
  forms.place();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toHaveLength(0);
  chosen = true;
  forms.place();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toHaveLength(1);
  inside('.close')?.click();
  expect(shown()).toHaveLength(0);
  forms.place();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toHaveLength(0);
  vi.setSystemTime(new Date('2026-03-09T10:00:00Z'));
  forms.place();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toHaveLength(1);
});
