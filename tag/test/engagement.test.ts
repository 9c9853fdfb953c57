import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngagedTime, Engagement } from '../src/engagement';
import { Session } from '../src/session';
import { browserStorage } from '../src/storage';
import { Collector } from './collector';
import { endPage, forgetVisitor, leave, runTag, visit } from './site';

/** A repeatable sequence of numbers in [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('engaged time', () => {
  test('should equal the count of single milliseconds that were visible and active', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomNumbers(seed);
      let now = 0;
      let visible = random() < 0.5;
      let activeUntil = 30_000;
      let expected = 0;
      let reported = 0;
      const time = new EngagedTime(() => now, visible);
      for (let step = 0; step < 40; step++) {
        const wait = Math.floor(random() * 20_000);
        for (let tick = 0; tick < wait; tick++) {
          expected += visible && now < activeUntil ? 1 : 0;
          now++;
        }
        const choice = Math.floor(random() * 4);
        if (choice === 0) {
          time.act();
          activeUntil = now + 30_000;
        } else if (choice === 1) {
          time.show();
          visible = true;
          activeUntil = now + 30_000;
        } else if (choice === 2) {
          time.hide();
          visible = false;
        } else {
          reported += time.takeSeconds();
        }
      }
      reported += time.takeSeconds();
      expect(reported, `seed ${seed}`).toBe(Math.floor(expected / 1000));
    }
  });
});

describe('sessions', () => {
  beforeEach(forgetVisitor);

  test('should go on for 30 minutes after each event and end after 24 hours', () => {
    let now = 0;
    const session = new Session(browserStorage(), () => now);
    const first = session.touch();
    now += 30 * 60_000;
    const goesOn = session.touch();
    now += 30 * 60_000 + 1;
    const afterGap = session.touch();
    const longest: boolean[] = [];
    for (let quarter = 0; quarter < 97; quarter++) {
      now += 15 * 60_000;
      longest.push(session.touch().isNew);
    }

    expect(first.isNew).toBe(true);
    expect(goesOn).toEqual({ id: first.id, isNew: false });
    expect(afterGap.isNew).toBe(true);
    expect(afterGap.id).not.toBe(first.id);
    expect(longest.indexOf(true)).toBe(96);
  });
});

describe('a page that stays open', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('should be told about now and then, ever more seldom, and only while somebody is active', () => {
    const told: number[] = [];
    new Engagement(Date.now, (seconds) => told.push(seconds));
    for (let second = 0; second < 3600; second += 10) {
      dispatchEvent(new Event('keydown'));
      vi.advanceTimersByTime(10_000);
    }
    expect(told.slice(0, 6)).toEqual([15, 30, 60, 120, 240, 240]);
    expect(told).toHaveLength(18);

    vi.advanceTimersByTime(3_600_000);
    expect(told).toHaveLength(18);
  });
});

describe('leaving a page', () => {
  let collector: Collector;

  beforeEach(async () => {
    collector = await Collector.start();
    forgetVisitor();
    visit('/article', 'Article');
    vi.useFakeTimers({ toFake: ['Date'] });
  });

  afterEach(async () => {
    vi.useRealTimers();
    endPage();
    await collector.stop();
  });

  test('should tell the engaged seconds of the page that was left', async () => {
    runTag(collector.host);
    await collector.events(1);
    vi.setSystemTime(Date.now() + 12_400);

    leave();
    const [engaged] = await collector.events(1);

    expect(engaged).toMatchObject({ type: 'track', event: 'Page Engaged', properties: { engaged_seconds: 12 } });
    expect(engaged?.context.page).toMatchObject({ path: '/article', title: 'Article' });
  });

  test('should tell them for each page of a single-page application', async () => {
    runTag(collector.host);
    await collector.events(1);
    vi.setSystemTime(Date.now() + 5_000);
    history.pushState({}, '', '/second');
    const events = await collector.events(2);

    expect(events[0]).toMatchObject({ event: 'Page Engaged', properties: { engaged_seconds: 5 } });
    expect(events[0]?.context.page).toMatchObject({ path: '/article' });
    expect(events[1]).toMatchObject({ type: 'page', properties: { path: '/second' } });
  });
});
