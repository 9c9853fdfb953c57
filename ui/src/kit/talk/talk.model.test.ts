import { describe, expect, it } from 'vitest';
import { type MapComment, mentions, talkByCard, threadsOf } from './talk.model';

const comment = (id: string, more: Partial<MapComment> = {}): MapComment => ({
  id,
  text: id,
  author: 'Bruno',
  guest: false,
  createdAt: `2026-01-01T00:00:0${id.length}Z`,
  ...more,
});

describe('comments', () => {
  it('should put answers to their thread and open threads first', () => {
    const threads = threadsOf([
      comment('a', { resolvedAt: '2026-01-02T00:00:00Z' }),
      comment('b', { card: 'c1' }),
      comment('cc', { thread: 'b', card: 'c1' }),
    ]);
    expect(threads.map(({ first, answers }) => [first.id, answers.length])).toEqual([
      ['b', 1],
      ['a', 0],
    ]);
    expect(threadsOf([comment('a')], 'c1')).toEqual([]);
  });

  it('should know who is mentioned', () => {
    expect(mentions('Look, @Ada!', 'Ada Rossi')).toBe(true);
    expect(mentions('Look, @ada rossi', 'Ada Rossi')).toBe(true);
    expect(mentions('Look, @Adam', 'Ada Rossi')).toBe(false);
    expect(mentions('mail ada@example.com', 'Ada')).toBe(false);
    expect(mentions('@', '')).toBe(false);
  });

  it('should count open threads and mentions by card', () => {
    const counts = talkByCard(
      [
        comment('a', { card: 'c1', text: '@Ada?' }),
        comment('b', { card: 'c1', resolvedAt: 'x', text: '@Ada' }),
        comment('c', { thread: 'a', card: 'c1', text: 'yes @Ada' }),
        comment('d'),
      ],
      'Ada',
    );
    expect([...counts]).toEqual([['c1', { open: 1, mentions: 2 }]]);
  });
});
