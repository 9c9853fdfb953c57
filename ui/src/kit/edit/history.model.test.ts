import { describe, expect, it } from 'vitest';
import { rebase, record, redo, seal, startHistory, undo } from './history.model';

describe('history', () => {
  it('should go back and forth through every change', () => {
    let history = startHistory(0);
    for (const next of [1, 2, 3]) history = record(history, next);
    history = undo(undo(history));
    expect(history.present).toBe(1);
    history = redo(history);
    expect(history.present).toBe(2);
    expect(redo(redo(redo(history))).present).toBe(3);
    expect(undo(undo(undo(undo(history)))).present).toBe(0);
  });

  it('should join typing in one field into one step', () => {
    let history = startHistory('');
    for (const next of ['C', 'Ca', 'Cart']) history = record(history, next, 'title');
    expect(undo(history).present).toBe('');
    history = record(seal(history), 'Cart!', 'title');
    expect(undo(history).present).toBe('Cart');
  });

  it('should forget what was undone when something new is done', () => {
    const history = record(undo(record(startHistory('a'), 'b')), 'c');
    expect(redo(history).present).toBe('c');
    expect(undo(history).present).toBe('a');
  });

  it('should not count a change that changes nothing', () => {
    const history = record(startHistory('a'), 'b');
    expect(record(history, 'b')).toBe(history);
  });

  it('should keep a bounded number of steps', () => {
    let history = startHistory(0);
    for (let next = 1; next <= 500; next++) history = record(history, next);
    expect(history.past.length).toBe(200);
    expect(history.past[0]).toBe(300);
  });

  it('should carry a change from outside into every state', () => {
    const history = undo(record(record(startHistory(1), 2), 3));
    const rebased = rebase(history, (state) => state * 10);
    expect(rebased).toEqual({ past: [10], present: 20, future: [30], key: null });
  });
});
