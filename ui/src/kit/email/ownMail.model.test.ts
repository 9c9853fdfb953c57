import { describe, expect, it } from 'vitest';
import { asTemplate, concerns } from './ownMail.model';

describe('a mail of its own', () => {
  it('should be checked as a template in the language of its writer', () => {
    expect(asTemplate({ subject: 'Ciao', body: '<p>x</p>' }, 'it-IT')).toEqual({
      name: '–',
      format: 'html',
      language: 'it',
      variants: { it: { subject: 'Ciao', source: '<p>x</p>' } },
    });
    expect(asTemplate({ body: 'x', text: 'y' }, 'en').variants.en).toEqual({ subject: '', source: 'x', text: 'y' });
  });

  it('should not be blamed for what it cannot have or need', () => {
    expect(concerns({ code: 'noPreheader', weight: 'advice' }, {})).toBe(false);
    expect(concerns({ code: 'noUnsubscribe', weight: 'problem' }, {})).toBe(true);
    expect(concerns({ code: 'noUnsubscribe', weight: 'problem' }, { purpose: 'transactional' })).toBe(false);
    expect(concerns({ code: 'otherDomain', weight: 'problem' }, { purpose: 'transactional' })).toBe(true);
  });
});
