import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { wordsOf } from './audit.model';

const t = ((key: string) => key) as unknown as TFunction;
const exists = (key: string) => key === 'privacy.audit.named.POST_people_id_erasure';

describe('words of an action', () => {
  it('should say what has words of its own, and name the rest', () => {
    expect(wordsOf('POST people/{id}/erasure', t, exists)).toBe('privacy.audit.named.POST_people_id_erasure');
    expect(wordsOf('DELETE segments/{id}', t, exists)).toBe('privacy.audit.verb.DELETE: segments');
    expect(wordsOf('something', t, exists)).toBe('something');
  });
});
