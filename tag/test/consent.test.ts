import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Consent } from '../src/consent';
import { browserStorage } from '../src/storage';
import { Collector } from './collector';
import { endPage, forgetVisitor, leave, runTag, visit } from './site';

let collector: Collector;

function privacyControl(value: boolean | undefined): void {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });
}

/** Whatever the tag would have sent by now has arrived before this. */
async function arrivedUntilNow(): Promise<number> {
  leave();
  await fetch(`${collector.host}/sentinel`, { method: 'POST' });
  return collector.arrived.filter((batch) => batch.path === '/v1/batch').length;
}

function choices(count: number): Promise<void> {
  return vi.waitFor(() => expect(collector.choices).toHaveLength(count));
}

beforeEach(async () => {
  collector = await Collector.start();
  visit('/start');
  forgetVisitor();
});

afterEach(async () => {
  endPage();
  privacyControl(undefined);
  await collector.stop();
});

describe('consent', () => {
  test('should neither store nor send anything before a choice', async () => {
    const percorso = runTag(collector.host, { consent: 'site' });
    percorso.track('Product Viewed');
    percorso.identify('u1');

    expect(await arrivedUntilNow()).toBe(0);
    expect(collector.choices).toEqual([]);
    expect(document.cookie).toBe('');
    expect(localStorage.length).toBe(0);
  });

  test('should send what happened before the choice once analytics is granted', async () => {
    const percorso = runTag(collector.host, { consent: 'site' });
    percorso.track('Product Viewed');
    percorso.consent({ analytics: true, profiling: false });

    const events = await collector.events(2);

    const allowed = { technical: true, analytics: true, profiling: false, marketing: false };
    expect(events.map((event) => event.event ?? event.type)).toEqual(['page', 'Product Viewed']);
    expect(events[1]?.context.consent).toEqual({ categoryPreferences: allowed });
    expect(percorso.consent.state()).toEqual(allowed);
    expect(document.cookie).toContain(events[0]?.anonymousId);
    // The ledger knows before the first event arrives.
    expect(collector.choices).toHaveLength(1);
    expect(collector.choices[0]).toMatchObject({
      writeKey: 'key',
      anonymousId: events[0]?.anonymousId,
      analytics: true,
      profiling: false,
      marketing: false,
      origin: 'api',
    });
  });

  test('should keep only the choice itself after a refusal, also on later pages', async () => {
    runTag(collector.host, { consent: 'site' }).consent({ analytics: false });
    await choices(1);
    leave();
    const percorso = runTag(collector.host, { consent: 'site' });
    percorso.track('Product Viewed');

    expect(await arrivedUntilNow()).toBe(0);
    expect(collector.choices).toHaveLength(1);
    expect(collector.choices[0]).not.toHaveProperty('anonymousId');
    expect(document.cookie).toBe('');
    await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['percorso.consent']));
  });

  test('should let a queued choice decide about what was queued before it', async () => {
    runTag(collector.host, {
      consent: 'site',
      queued: [
        ['track', 'Product Viewed'],
        ['consent', { analytics: false }],
      ],
    });

    expect(await arrivedUntilNow()).toBe(0);
  });

  test('should tell the server of a withdrawal, whose it was, and then forget the visitor', async () => {
    const percorso = runTag(collector.host, { auto: 'off' });
    percorso.track('Product Viewed');
    const [before] = await collector.events(1);
    percorso.track('Dropped With The Consent');
    percorso.consent({ analytics: false });
    percorso.track('After');
    await choices(1);

    expect(collector.choices[0]).toMatchObject({ anonymousId: before?.anonymousId, analytics: false });
    expect(await arrivedUntilNow()).toBe(1);
    expect(document.cookie).toBe('');
    await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['percorso.consent']));
  });

  test('should bring a choice to the ledger on the next page when the server was away', async () => {
    collector.willAnswer({ status: 503 });
    runTag(collector.host, { consent: 'site' }).consent({ analytics: false });
    await choices(1);
    leave();
    runTag(collector.host, { consent: 'site' });
    await choices(2);

    expect(collector.choices[1]).toEqual(collector.choices[0]);
  });

  test('should count pages after a refusal where the company wants that, without anything that names somebody', async () => {
    collector.config = { consent: 'site', countRefusals: true };
    visit('/shoes?utm_medium=email&customer=4711');
    const percorso = runTag(collector.host, { consent: 'site' });
    percorso.consent({ analytics: false });
    percorso.track('Product Viewed');

    const [page] = await collector.events(1);

    expect(page).not.toHaveProperty('anonymousId');
    expect(page?.properties).toMatchObject({ path: '/shoes' });
    expect(page?.context).toMatchObject({
      campaign: { medium: 'email' },
      consent: { categoryPreferences: { analytics: false } },
    });
    expect(JSON.stringify(page)).not.toContain('4711');
    expect(document.cookie).toBe('');
    expect(await arrivedUntilNow()).toBe(1);
  });

  test('should honour the Global Privacy Control: no profiling, no marketing, and analytics only when chosen', async () => {
    privacyControl(true);
    const percorso = runTag(collector.host);
    percorso.track('Product Viewed');
    expect(localStorage.length).toBe(0);

    percorso.consent({ analytics: true, profiling: true, marketing: true });
    const events = await collector.events(2);

    for (const event of events) {
      expect(event.context.consent).toEqual({
        categoryPreferences: { technical: true, analytics: true, profiling: false, marketing: false },
      });
    }
    expect(collector.choices[0]).toMatchObject({ profiling: false, marketing: false, globalPrivacyControl: true });
  });

  test('should ask again after six months or about other words, not before', () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const asked = () => new Consent(browserStorage(), 'banner', false, () => now);
    expect(asked().isDue(1, 6)).toBe(true);
    asked().choose({ analytics: false }, 'banner', 3);

    expect(asked().isDue(3, 6)).toBe(false);
    expect(asked().isDue(4, 6)).toBe(true);
    now = Date.parse('2026-06-25T00:00:00Z');
    expect(asked().isDue(3, 6)).toBe(false);
    now = Date.parse('2026-07-10T00:00:00Z');
    expect(asked().isDue(3, 6)).toBe(true);
  });
});

describe('linked domains', () => {
  test('should carry who agreed to another domain of the company, for two minutes', async () => {
    collector.config = { consent: 'site', linkedDomains: ['other.example'] };
    document.body.innerHTML =
      '<a id="to" href="https://www.other.example/in?a=1">x</a><a id="far" href="https://far.example/">y</a>';
    document.addEventListener('click', (event) => event.preventDefault());
    const percorso = runTag(collector.host, { consent: 'site', auto: 'off' });
    const link = document.getElementById('to') as HTMLAnchorElement;
    const click = (id: string) =>
      document.getElementById(id)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    click('to');
    expect(link.href).not.toContain('_percorso');
    percorso.track('Here');
    percorso.consent({ analytics: true });
    const [here] = await collector.events(1);
    click('to');
    click('far');
    expect(link.href).toContain(`_percorso=${here?.anonymousId}`);
    expect((document.getElementById('far') as HTMLAnchorElement).href).toBe('https://far.example/');

    leave();
    forgetVisitor();
    visit(link.href.replace('https://www.other.example', ''));
    const arrived = runTag(collector.host, { consent: 'site', auto: 'off' });
    arrived.track('There');
    arrived.consent({ analytics: true });
    const [there] = await collector.events(1);

    expect(there).toMatchObject({ event: 'There', anonymousId: here?.anonymousId });
    expect(location.search).toBe('?a=1');
  });
});
