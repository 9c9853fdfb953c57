import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Delivery } from '../src/delivery';
import type { Event } from '../src/event';
import { browserStorage } from '../src/storage';
import { Collector } from './collector';
import { endPage, forgetVisitor, visit } from './site';

let collector: Collector;

function event(name: string, properties = {}): Event {
  return {
    type: 'track',
    event: name,
    properties,
    messageId: name,
    timestamp: '2026-01-01T00:00:00Z',
    anonymousId: 'a',
    context: {},
  };
}

function delivery(host = collector.host): Delivery {
  return new Delivery(`${host}/v1/batch`, 'key', browserStorage(), () => Date.now());
}

function names(batch: Event[]): (string | undefined)[] {
  return batch.map((one) => one.event);
}

/** Lets what the network has brought reach the tag, while its timers stand still. */
async function untilIdle(done: () => boolean): Promise<void> {
  while (!done()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function kept(): Event[] {
  return browserStorage().read<Event[]>('queue') ?? [];
}

beforeEach(async () => {
  collector = await Collector.start();
  visit('/');
  forgetVisitor();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});

afterEach(async () => {
  vi.useRealTimers();
  endPage();
  await collector.stop();
});

describe('delivery', () => {
  test('should gather events into one batch', async () => {
    const tag = delivery();
    tag.add(event('a'));
    tag.add(event('b'));
    vi.advanceTimersByTime(250);

    expect(names((await collector.next()).batch)).toEqual(['a', 'b']);
  });

  for (const status of [429, 503]) {
    test(`should wait as long as Retry-After says after ${status}, then send the same events again`, async () => {
      collector.willAnswer({ status, headers: { 'retry-after': '20' } });
      const tag = delivery();
      tag.add(event('a'));
      vi.advanceTimersByTime(250);
      await collector.next();
      await untilIdle(() => kept().length === 1);

      tag.add(event('b'));
      vi.advanceTimersByTime(19_000);
      expect(vi.getTimerCount(), 'still waits').toBe(1);
      vi.advanceTimersByTime(1_000);

      expect(names((await collector.next()).batch)).toEqual(['a', 'b']);
      await untilIdle(() => kept().length === 0);
    });
  }

  test('should take a date as Retry-After', async () => {
    collector.willAnswer({ status: 503, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } });
    const tag = delivery();
    tag.add(event('a'));
    vi.advanceTimersByTime(250);
    await collector.next();
    await untilIdle(() => kept().length === 1);

    vi.advanceTimersByTime(58_000);
    expect(vi.getTimerCount(), 'still waits').toBe(1);
    vi.advanceTimersByTime(2_000);

    expect(names((await collector.next()).batch)).toEqual(['a']);
  });

  test('should back off ever longer when the server fails without a word', async () => {
    collector.willAnswer({ status: 500 }, { status: 500 }, { status: 500 });
    const tag = delivery();
    tag.add(event('a'));
    vi.advanceTimersByTime(250);
    for (const longest of [1_000, 2_000, 4_000]) {
      await collector.next();
      await untilIdle(() => vi.getTimerCount() > 0);
      vi.advanceTimersByTime(longest / 2 - 1);
      expect(vi.getTimerCount(), 'still waits').toBe(1);
      vi.advanceTimersByTime(longest / 2 + 1);
    }

    expect(names((await collector.next()).batch)).toEqual(['a']);
  });

  test('should not repeat what the server refuses', async () => {
    const warnings = vi.spyOn(console, 'warn');
    collector.willAnswer({ status: 400 });
    const tag = delivery();
    tag.add(event('bad'));
    vi.advanceTimersByTime(250);
    await collector.next();
    await untilIdle(() => warnings.mock.calls.length > 0);
    expect(warnings).toHaveBeenCalledWith('percorso: the server refused 1 events with status 400');
    tag.add(event('good'));
    vi.advanceTimersByTime(250);

    expect(names((await collector.next()).batch)).toEqual(['good']);
  });

  test('should keep events through a lost network and send them from the next page', async () => {
    const tag = delivery('http://127.0.0.1:9');
    tag.add(event('offline'));
    vi.advanceTimersByTime(250);
    await untilIdle(() => kept().length === 1);
    endPage();

    delivery();
    vi.advanceTimersByTime(250);

    expect(names((await collector.next()).batch)).toEqual(['offline']);
  });

  test('should send at once when the network comes back', async () => {
    collector.willAnswer({ status: 503, headers: { 'retry-after': '3600' } });
    const tag = delivery();
    tag.add(event('a'));
    vi.advanceTimersByTime(250);
    await collector.next();
    await untilIdle(() => kept().length === 1);

    window.dispatchEvent(new window.Event('online'));

    expect(names((await collector.next()).batch)).toEqual(['a']);
  });

  test('should hand what waits to the browser when the page ends', async () => {
    const tag = delivery();
    tag.add(event('last'));
    tag.part();

    expect(names((await collector.next()).batch)).toEqual(['last']);
    expect(kept()).toEqual([]);
  });

  test('should refuse an event that the server would refuse, and send the others', async () => {
    const tag = delivery();
    tag.add(event('huge', { text: 'x'.repeat(33_000) }));
    tag.add(event('small'));
    vi.advanceTimersByTime(250);

    expect(names((await collector.next()).batch)).toEqual(['small']);
  });

  test('should split what is too much for one request', async () => {
    const tag = delivery();
    for (let index = 0; index < 120; index++) {
      tag.add(event(`e${index}`));
    }
    vi.advanceTimersByTime(250);
    const received: (string | undefined)[] = [];
    while (received.length < 120) {
      const { batch } = await collector.next();
      expect(batch.length).toBeLessThanOrEqual(50);
      received.push(...names(batch));
      await untilIdle(() => received.length === 120 || vi.getTimerCount() > 0);
      vi.advanceTimersByTime(1);
    }

    expect(new Set(received).size).toBe(120);
  });
});
