import { describe, expect, it } from 'vitest';
import { brandOf, programs, programsOf, snippetsOf } from './programs.model';

describe('programs', () => {
  it('should put address and key into every snippet', () => {
    for (const program of programs) {
      for (const kind of program.kinds) {
        for (const snippet of snippetsOf(program, kind, { origin: 'https://p.example.org', key: 'wk_1' })) {
          expect(snippet.code).toContain('p.example.org');
          expect(snippet.code).toContain('wk_1');
        }
      }
    }
  });

  it('should find the programs of a source again', () => {
    expect(programsOf({ protocol: 'segment', kind: 'web' }).map((program) => program.id)).toEqual([
      'tag',
      'segmentSdk',
    ]);
    expect(programsOf({ protocol: 'posthog', kind: 'server' }).map((program) => program.id)).toEqual(['posthog']);
    expect(brandOf('segment')).toBeNull();
    expect(brandOf('googleAnalytics')).toBe('Google Analytics 4');
  });
});
