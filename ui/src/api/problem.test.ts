import { describe, expect, it } from 'vitest';
import { asProblem, fieldMessages, Problem, problemFrom } from './problem';

describe('problem', () => {
  it('should read title, detail, fields and what was kept', () => {
    const problem = problemFrom(422, {
      type: 'https://percorso.dev/problems/invalid',
      title: 'The funnel is not valid',
      detail: 'It has one step.',
      kept: 'Your draft is kept.',
      errors: [{ field: 'steps', message: 'has 1 step', expected: '2 to 20 steps' }],
    });
    expect(problem.title).toBe('The funnel is not valid');
    expect(problem.kept).toBe('Your draft is kept.');
    expect(fieldMessages(problem)).toEqual({ steps: 'has 1 step 2 to 20 steps' });
  });

  it('should survive a body that is no problem document', () => {
    expect(problemFrom(502, '<html>Bad gateway</html>').status).toBe(502);
    expect(problemFrom(500, null).fields).toEqual([]);
    expect(problemFrom(400, { errors: 'nonsense' }).fields).toEqual([]);
  });

  it('should name an unreachable server as such', () => {
    expect(asProblem(new TypeError('Failed to fetch')).unreachable).toBe(true);
    expect(asProblem(new Error('bug')).unreachable).toBe(false);
    const same = new Problem(404, 'x', null, [], null, null);
    expect(asProblem(same)).toBe(same);
  });
});
