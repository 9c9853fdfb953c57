import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Collector } from './collector';
import { endPage, forgetVisitor, leave, runTag, visit } from './site';

let collector: Collector;

beforeEach(async () => {
  collector = await Collector.start();
  visit('/start?utm_source=news&utm_medium=email&utm_campaign=spring', 'Start');
  forgetVisitor();
});

afterEach(async () => {
  endPage();
  await collector.stop();
});

describe('what a page sends', () => {
  test('should send a page view in the Segment format, with a content type that needs no preflight', async () => {
    runTag(collector.host);

    const batch = await collector.next();

    expect(batch.method).toBe('POST');
    expect(batch.path).toBe('/v1/batch');
    expect(batch.contentType).toMatch(/^text\/plain/);
    expect(batch.writeKey).toBe('key');
    expect(Number.isNaN(Date.parse(batch.sentAt))).toBe(false);
    const [page] = batch.batch;
    expect(page?.type).toBe('page');
    expect(page?.messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
    expect(page?.properties).toMatchObject({ path: '/start', title: 'Start' });
    expect(page?.context).toMatchObject({
      page: { path: '/start', search: '?utm_source=news&utm_medium=email&utm_campaign=spring' },
      campaign: { source: 'news', medium: 'email', name: 'spring' },
      sessionStart: true,
    });
    // Nobody was asked here: the source vouches, not the visitor.
    expect(page?.context.consent).toBeUndefined();
    expect(page?.context.timezone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('should make the calls that were queued before it was loaded, in their order', async () => {
    const percorso = runTag(collector.host, {
      queued: [['identify', 42, { plan: 'pro' }], ['track', 'Product Viewed', { value: 9.5 }], ['nonsense'], 'x'],
    });
    percorso.group('acme', { size: 3 });
    percorso.alias('43');

    const events = await collector.events(5);

    expect(events.map((event) => event.type)).toEqual(['page', 'identify', 'track', 'group', 'alias']);
    expect(events[1]).toMatchObject({ userId: '42', traits: { plan: 'pro' } });
    expect(events[2]).toMatchObject({ event: 'Product Viewed', userId: '42', properties: { value: 9.5 } });
    expect(events[3]).toMatchObject({ groupId: 'acme', traits: { size: 3 } });
    expect(events[4]).toMatchObject({ userId: '43', previousId: events[0]?.anonymousId });
    expect(new Set(events.map((event) => event.messageId)).size).toBe(5);
    expect(new Set(events.map((event) => event.context.sessionId)).size).toBe(1);
  });

  test('should refuse ids that name nobody', async () => {
    const percorso = runTag(collector.host, { auto: 'off' });
    for (const id of ['undefined', 'null', '', '  ', 'NaN', '[object Object]', 'x'.repeat(201)]) {
      percorso.identify(id, { a: 1 });
      percorso.alias(id);
      percorso.group(id);
    }
    percorso.track('Last');

    const [event] = await collector.events(1);

    expect(event).toMatchObject({ event: 'Last' });
    expect(event?.userId).toBeUndefined();
  });

  test('should view each page of a single-page application once, with the page before as referrer', async () => {
    runTag(collector.host);
    await collector.events(1);

    history.pushState({}, '', '/product/1');
    document.title = 'Product';
    const [second] = await collector.events(1);
    history.replaceState({ scroll: 3 }, '', '/product/1');
    history.pushState({}, '', '/product/1#reviews');
    history.pushState({}, '', '/cart');
    const [third] = await collector.events(1);

    expect(second?.properties).toMatchObject({
      path: '/product/1',
      title: 'Product',
      referrer: expect.stringContaining('/start'),
    });
    expect(third?.properties).toMatchObject({ path: '/cart', referrer: expect.stringContaining('/product/1') });
  });

  test('should know the visitor again on the next page, and another person after reset', async () => {
    runTag(collector.host, { auto: 'off' }).identify('u1');
    const [first] = await collector.events(1);
    leave();
    visit('/next');
    const percorso = runTag(collector.host, { auto: 'off' });
    percorso.track('Again');
    const [again] = await collector.events(1);
    percorso.reset();
    percorso.track('Other');
    const [other] = await collector.events(1);

    expect(again).toMatchObject({ anonymousId: first?.anonymousId, userId: 'u1' });
    expect(again?.context.sessionId).toBe(first?.context.sessionId);
    expect(other?.anonymousId).not.toBe(first?.anonymousId);
    expect(other?.userId).toBeUndefined();
    expect(other?.context).toMatchObject({ sessionStart: true });
    expect(document.cookie).toContain(other?.anonymousId);
  });
});

describe('interactions', () => {
  test('should tell outbound links, downloads, forms and marked elements, but nothing that was typed', async () => {
    document.body.innerHTML = `
      <a id="out" href="https://other.example/a?secret=1"><b>Partner</b></a>
      <a id="in" href="/inside">Inside</a>
      <a id="file" href="/price-list.pdf">Prices</a>
      <button id="mark" data-percorso-event="Plan Chosen" data-percorso-plan-name="pro">Go</button>
      <form id="signup" name="newsletter" action="/subscribe?x=1"><input id="mail" value="me@example.com"></form>`;
    runTag(collector.host);
    await collector.events(1);
    document.addEventListener('click', (event) => event.preventDefault());

    for (const id of ['out', 'in', 'file', 'mark']) {
      document.getElementById(id)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    document.getElementById('mail')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    document.getElementById('mail')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    document.getElementById('signup')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    const events = await collector.events(5);

    expect(events.map((event) => [event.event, event.properties])).toEqual([
      ['Outbound Link Clicked', { url: 'https://other.example/a', text: 'Partner', host: 'other.example' }],
      ['File Downloaded', { url: 'http://www.shop.example/price-list.pdf', text: 'Prices', extension: 'pdf' }],
      ['Plan Chosen', { planName: 'pro' }],
      ['Form Started', { form_id: 'signup', form_name: 'newsletter', form_action: '/subscribe' }],
      ['Form Submitted', { form_id: 'signup', form_name: 'newsletter', form_action: '/subscribe' }],
    ]);
    expect(JSON.stringify(events)).not.toContain('me@example.com');
  });
});

describe('a shop', () => {
  test('should name its steps in the standard way, with currency and value', async () => {
    const percorso = runTag(collector.host, { auto: 'off', currency: 'EUR' });
    percorso.shop.productAdded({ product_id: '7', price: 12.5, quantity: 2 });
    percorso.shop.orderCompleted({
      order_id: 'o1',
      currency: 'USD',
      products: [{ product_id: '7', price: 12.5, quantity: 2 }],
    });

    const events = await collector.events(2);

    expect(events.map((event) => event.event)).toEqual(['Product Added', 'Order Completed']);
    expect(events[0]?.properties).toEqual({ currency: 'EUR', product_id: '7', price: 12.5, quantity: 2 });
    expect(events[1]?.properties).toMatchObject({ currency: 'USD', order_id: 'o1', value: 25 });
  });
});

describe('what may go wrong or be pressed', () => {
  test('should tell an error once and without what may name somebody', async () => {
    runTag(collector.host);
    await collector.events(1);
    for (let time = 0; time < 3; time++) {
      window.dispatchEvent(
        new ErrorEvent('error', {
          message: 'no user me@example.com 1234567',
          filename: 'https://s.example/a.js?k=1',
          lineno: 3,
        }),
      );
    }

    const events = await collector.events(1);

    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      event: 'Error Occurred',
      properties: { message: 'no user … …', file: 'https://s.example/a.js', line: 3 },
    });
  });

  test('should tell clicks where that is wanted, but not what is to be ignored', async () => {
    document.body.innerHTML =
      '<button id="buy"> Buy   now </button><div data-percorso-ignore><button id="secret">x</button></div>';
    runTag(collector.host, { clicks: true });
    await collector.events(1);
    for (const id of ['secret', 'buy']) {
      document.getElementById(id)?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }

    const events = await collector.events(1);

    expect(events.map((event) => event.properties)).toEqual([
      { element: 'button', element_id: 'buy', text: 'Buy now' },
    ]);
  });
});
