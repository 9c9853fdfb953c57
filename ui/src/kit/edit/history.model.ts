/** A document with the states before and after it, for undo and redo. */
export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change was about; typing on in the same field joins the same step. */
  key: string | null;
};

const depth = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], key: null };
}

export function record<T>(history: History<T>, next: T, key: string | null = null): History<T> {
  if (next === history.present) return history;
  if (key !== null && key === history.key) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-depth), present: next, future: [], key };
}

/** Ends the joining of changes: the next one is a step of its own, whatever its key. */
export function seal<T>(history: History<T>): History<T> {
  return history.key === null ? history : { ...history, key: null };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    key: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest, key: null };
}

/** Applies somebody else's change to every state, so that an undo takes back only one's own work. */
export function rebase<T>(history: History<T>, change: (state: T) => T): History<T> {
  return {
    past: history.past.map(change),
    present: change(history.present),
    future: history.future.map(change),
    key: null,
  };
}
