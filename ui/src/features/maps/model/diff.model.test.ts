import { describe, expect, it } from 'vitest';
import { diffMaps } from './diff.model';
import type { MapContent } from './map.model';

const card = (id: string, more: object = {}) => ({ id, stage: 's', lane: 'l', title: id, ...more });
const map = (cards: object[], stages = ['s']): MapContent => ({
  name: 'Map',
  stages: stages.map((id) => ({ id, name: id, hue: 'neutral' })),
  lanes: [{ id: 'l', kind: 'actions' }],
  cards: cards as MapContent['cards'],
  emotions: [],
});

describe('difference of two versions', () => {
  it('should tell what was added, removed, changed and moved, and keep a place for all of it', () => {
    const before = map([card('a'), card('b'), card('c', { stage: 'old' }), card('d')], ['s', 'old']);
    const after = map([card('a', { title: 'A', severity: 2 }), card('b'), card('c'), card('e')]);
    const diff = diffMaps(before, after);
    expect(Object.fromEntries(diff.states)).toEqual({ a: 'changed', c: 'moved', d: 'removed', e: 'added' });
    expect(diff.counts).toEqual({ added: 1, removed: 1, changed: 1, moved: 1 });
    expect(diff.fields.get('a')).toEqual([
      { field: 'title', before: 'a', after: 'A' },
      { field: 'severity', before: undefined, after: 2 },
    ]);
    expect(diff.both.stages.map((stage) => stage.id)).toEqual(['s', 'old']);
    expect(diff.both.cards).toHaveLength(5);
  });
});
