import { describe, expect, it } from 'vitest';
import { mergeList, mergeRecord, same } from './merge.model';

type Entry = { id: string; title: string; stage: string };
const entry = (id: string, title = id, stage = 's') => ({ id, title, stage });

/** A small reproducible generator; a failing seed is in the message. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function changed(list: Entry[], random: (below: number) => number, who: string): Entry[] {
  const next = list.map((value) => ({ ...value }));
  for (let round = 0; round < 4; round++) {
    const place = random(next.length + 1);
    const target = next[place];
    const action = random(4);
    if (action === 0) next.splice(place, 0, entry(`${who}${round}`, `${who} new`));
    if (action === 1 && target) target.title = `${who} ${round}`;
    if (action === 2 && target) next.splice(place, 1);
    if (action === 3 && target) next.splice(random(next.length), 0, ...next.splice(place, 1));
  }
  return next;
}

describe('merge', () => {
  it('should keep both sides of different fields of one card', () => {
    const base = entry('a');
    expect(mergeRecord(base, { ...base, title: 'mine' }, { ...base, stage: 'theirs' })).toEqual(
      entry('a', 'mine', 'theirs'),
    );
  });

  it('should keep mine when both changed the same field', () => {
    const base = [entry('a')];
    expect(mergeList(base, [entry('a', 'mine')], [entry('a', 'theirs')])).toEqual([entry('a', 'mine')]);
  });

  it('should drop a field that one side emptied', () => {
    const base: { id: string; text?: string } = { id: 'a', text: 'x' };
    expect(mergeRecord(base, { id: 'a' }, { ...base })).toEqual({ id: 'a' });
  });

  it('should let an edit win over a deletion', () => {
    const base = [entry('a'), entry('b')];
    expect(mergeList(base, [entry('b')], [entry('a', 'edited'), entry('b')])).toEqual([
      entry('a', 'edited'),
      entry('b'),
    ]);
    expect(mergeList(base, [entry('b')], base)).toEqual([entry('b')]);
  });

  it('should put additions of both sides next to their neighbours', () => {
    const base = [entry('a'), entry('b')];
    const merged = mergeList(base, [entry('a'), entry('m'), entry('b')], [entry('a'), entry('b'), entry('t')]);
    expect(merged.map((value) => value.id)).toEqual(['a', 'm', 'b', 't']);
  });

  it('should return one side when the other did nothing, whatever happened', () => {
    const base = ['a', 'b', 'c', 'd', 'e'].map((id) => entry(id));
    for (let seed = 1; seed <= 500; seed++) {
      const next = changed(base, randomOf(seed), 'm');
      expect(mergeList(base, next, base), `seed ${seed}, mine`).toEqual(next);
      expect(mergeList(base, base, next), `seed ${seed}, theirs`).toEqual(next);
    }
  });

  it('should lose no edit of either side, whatever happened', () => {
    const base = ['a', 'b', 'c', 'd', 'e'].map((id) => entry(id));
    for (let seed = 1; seed <= 500; seed++) {
      const mine = changed(base, randomOf(seed), 'm');
      const theirs = changed(base, randomOf(seed + 10_000), 't');
      const merged = new Map(mergeList(base, mine, theirs).map((value) => [value.id, value]));
      for (const value of mine) {
        const before = base.find((candidate) => candidate.id === value.id);
        if (!same(before, value)) expect(merged.get(value.id)?.title, `seed ${seed}`).toBe(value.title);
      }
      for (const value of theirs) {
        const before = base.find((candidate) => candidate.id === value.id);
        if (!same(before, value)) expect(merged.has(value.id), `seed ${seed}`).toBe(true);
      }
    }
  });
});
