import { describe, expect, it } from 'vitest';
import { bodyOf, isComplete, jsonOrText, readable, repairOf } from './refused.model';

const draft = { id: 1, kind: 'rename' as const, field: ' user.id ', to: 'userId', value: '' };

describe('refused events', () => {
  it('should say only what was asked for', () => {
    expect(bodyOf({})).toEqual({});
    expect(bodyOf({ source: 's', text: 'a' })).toEqual({ sourceId: 's', text: 'a' });
  });

  it('should make repairs of complete drafts', () => {
    expect(isComplete({ ...draft, to: ' ' })).toBe(false);
    expect(isComplete({ ...draft, kind: 'remove', to: '' })).toBe(true);
    expect(repairOf(draft)).toEqual({ kind: 'rename', field: 'user.id', to: 'userId' });
    expect(repairOf({ ...draft, kind: 'put', value: '12.5' })).toEqual({ kind: 'put', field: 'user.id', value: 12.5 });
  });

  it('should take what is no JSON for text', () => {
    expect(jsonOrText('true')).toBe(true);
    expect(jsonOrText('Order Completed')).toBe('Order Completed');
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readable('a;b')).toBe('a;b');
  });
});
