import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
  test('should neither store nor send anything before a required choice', async () => {
    const percorso = runTag(collector.host, { consent: 'required' });
    percorso.track('Product Viewed');
    percorso.identify('u1');

    expect(await arrivedUntilNow()).toBe(0);
    expect(document.cookie).toBe('');
    expect(localStorage.length).toBe(0);
  });

  test('should send what happened before the choice once analytics is granted', async () => {
    const percorso = runTag(collector.host, { consent: 'required' });
    percorso.track('Product Viewed');
    percorso.consent({ analytics: true, profiling: false });

    const events = await collector.events(3);

    expect(events.map((event) => event.event ?? event.type)).toEqual(['page', 'Product Viewed', 'Consent Updated']);
    expect(events[2]?.properties).toEqual({ technical: true, analytics: true, profiling: false });
    expect(events[2]?.context.consent).toEqual({
      categoryPreferences: { technical: true, analytics: true, profiling: false },
    });
    expect(document.cookie).toContain(events[0]?.anonymousId);
  });

  test('should keep only the choice itself after a refusal, also on later pages', async () => {
    runTag(collector.host, { consent: 'required' }).consent({ analytics: false, profiling: false });
    leave();
    const percorso = runTag(collector.host, { consent: 'required' });
    percorso.track('Product Viewed');

    expect(await arrivedUntilNow()).toBe(0);
    expect(document.cookie).toBe('');
    expect(Object.keys(localStorage)).toEqual(['percorso.consent']);
  });

  test('should let a queued choice decide about what was queued before it', async () => {
    runTag(collector.host, {
      consent: 'required',
      queued: [
        ['track', 'Product Viewed'],
        ['consent', { analytics: false }],
      ],
    });

    expect(await arrivedUntilNow()).toBe(0);
  });

  test('should tell the server of a withdrawal and then forget the visitor', async () => {
    const percorso = runTag(collector.host, { auto: 'off' });
    percorso.track('Product Viewed');
    const [before] = await collector.events(1);
    percorso.track('Dropped With The Consent');
    percorso.consent({ analytics: false, profiling: false });
    percorso.track('After');

    const [withdrawal] = await collector.events(1);

    expect(withdrawal).toMatchObject({ event: 'Consent Updated', anonymousId: before?.anonymousId });
    expect(withdrawal?.properties).toMatchObject({ analytics: false });
    expect(await arrivedUntilNow()).toBe(2);
    expect(document.cookie).toBe('');
    expect(Object.keys(localStorage)).toEqual(['percorso.consent']);
  });

  test('should honour the Global Privacy Control: no profiling, and analytics only when chosen', async () => {
    privacyControl(true);
    const percorso = runTag(collector.host);
    percorso.track('Product Viewed');
    expect(localStorage.length).toBe(0);

    percorso.consent({ analytics: true, profiling: true });
    const events = await collector.events(3);

    for (const event of events) {
      expect(event.context.consent).toEqual({
        categoryPreferences: { technical: true, analytics: true, profiling: false },
      });
    }
  });
});
