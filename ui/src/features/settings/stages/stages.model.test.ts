import { describe, expect, it } from 'vitest';
import { newCondition } from '@/kit/condition/condition.model';
import {
  changeOf,
  contentOf,
  differences,
  faultOf,
  type Model,
  rowsOf,
  ruleComplete,
  withMoved,
  withNewStage,
} from './stages.model';

const stage = (id: string, hue: 'awareness' | 'purchase') => ({
  id,
  name: id,
  hue,
  rules: [{ kind: 'enter' as const, on: { event: 'Page' } }],
});
const model: Model = { stages: [stage('a', 'awareness'), stage('b', 'purchase')], regress: true };

describe('stages', () => {
  it('should give a new stage its own id and a free hue', () => {
    const once = withNewStage(model, 'New');
    const twice = withNewStage(once, 'New');
    expect(new Set(twice.stages.map((s) => s.id)).size).toBe(4);
    expect(once.stages[2]?.hue).toBe('consideration');
  });

  it('should move without losing anyone', () => {
    expect(withMoved(model, 0, 1).stages.map((s) => s.id)).toEqual(['b', 'a']);
    expect(withMoved(model, 0, -1).stages.map((s) => s.id)).toEqual(['a', 'b']);
  });

  it('should say what is missing', () => {
    expect(faultOf(model)).toBeNull();
    expect(faultOf({ stages: [stage('a', 'awareness')] })).toBe('tooFew');
    expect(faultOf(withNewStage(model, 'New'))).toBe('noRule');
    expect(faultOf({ stages: [...model.stages, { ...stage('c', 'purchase'), name: ' ' }] })).toBe('noName');
  });

  it('should take an event, a condition or both for a rule', () => {
    const bought = { ...newCondition('event'), match: { event: 'Order' } };
    expect(ruleComplete({ kind: 'enter' })).toBe(false);
    expect(ruleComplete({ kind: 'advance', condition: bought })).toBe(true);
    expect(ruleComplete({ kind: 'enter', on: { event: 'Page' }, condition: bought })).toBe(true);
    expect(ruleComplete({ kind: 'enter', on: { event: '' }, condition: bought })).toBe(false);
  });

  it('should show who would move', () => {
    const rows = rowsOf(model, [
      { stage: 'a', persons: 3, before: 5 },
      { stage: '', persons: 2, before: 0 },
    ]);
    expect(rows.map((row) => row.stage?.name)).toEqual(['a', undefined]);
    expect(rows.map(changeOf)).toEqual([-2, 2]);
  });

  it('should not send occupancy back', () => {
    expect(contentOf({ ...model, occupancy: [] })).toEqual(model);
  });

  it('should say what a save changed', () => {
    expect(differences(undefined, model)).toEqual([{ what: 'first', name: '' }]);
    expect(differences(model, model)).toEqual([]);
    const [first, ...rest] = model.stages;
    if (first === undefined) throw new Error('the model has stages');
    const changed = { regress: !(model.regress ?? true), stages: [...rest, { ...first, name: 'Z', rules: [] }] };
    expect(differences(model, changed).map(({ what }) => what)).toEqual(['renamed', 'rules', 'order', 'regress']);
    const other = { ...stage('q', 'purchase'), id: 'q' };
    expect(differences(model, { ...model, stages: [...rest, other] })).toEqual([
      { what: 'added', name: other.name },
      { what: 'removed', name: first.name },
    ]);
  });
});
