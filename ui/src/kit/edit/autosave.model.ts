import { same } from './merge.model';

export type Versioned<T> = { content: T; revision: number };

/** What was saved; `merged` when the server has put other people's work into it. */
export type Saved<T> = Versioned<T> & { merged?: boolean };

/** What the person reads: "Saved", "Saving…", "Not saved: …". */
export type SaveState = { kind: 'saved' } | { kind: 'saving' } | { kind: 'failed'; error: unknown; again: boolean };

export type AutosavePorts<T> = {
  save: (draft: Versioned<T>, base: T) => Promise<Saved<T>>;
  load: () => Promise<Versioned<T>>;
  merge: (base: T, mine: T, theirs: T) => T;
  /** Somebody else saved: the view brings their change into its own state with the same merge. */
  onMerged: (base: T, theirs: T) => void;
  onState: (state: SaveState) => void;
  kindOf: (error: unknown) => 'conflict' | 'passing' | 'lasting';
  /** Runs later and answers with how to call it off; a parameter so that tests own the time. */
  later: (milliseconds: number, run: () => void) => () => void;
};

export type Autosave<T> = {
  edit: (content: T) => void;
  /** Saves at once what is not saved yet, when a page is left or something depends on it. */
  flush: () => Promise<SaveState>;
  state: () => SaveState;
  revision: () => number;
  /** Somebody else's newer state: taken at once, or with the next save when something of mine is not saved yet. */
  receive: (theirs: Versioned<T>) => void;
};

const pause = 700;
const firstRetry = 3_000;
const longestRetry = 60_000;
const mergesInARow = 5;

/**
 * Saves a document a moment after the last change. One save at a time; a conflict is merged and saved again; what could
 * not be saved stays here and is tried again as long as there is hope.
 */
export function createAutosave<T>(initial: Versioned<T>, ports: AutosavePorts<T>): Autosave<T> {
  let base = initial.content;
  let revision = initial.revision;
  let mine = initial.content;
  let state: SaveState = { kind: 'saved' };
  let running: Promise<void> | null = null;
  let cancel = () => {};
  let wait = firstRetry;

  const become = (next: SaveState) => {
    state = next;
    ports.onState(next);
  };
  const schedule = (milliseconds: number) => {
    cancel();
    cancel = ports.later(milliseconds, () => void run());
  };

  const take = (theirs: Versioned<T>) => {
    const before = base;
    mine = ports.merge(before, mine, theirs.content);
    base = theirs.content;
    revision = theirs.revision;
    ports.onMerged(before, theirs.content);
  };

  const saveOnce = async () => {
    for (let merges = 0; ; merges++) {
      const draft = mine;
      try {
        const saved = await ports.save({ content: draft, revision }, base);
        revision = saved.revision;
        base = draft;
        if (saved.merged) take(saved);
        return;
      } catch (error) {
        if (ports.kindOf(error) !== 'conflict' || merges >= mergesInARow) throw error;
        take(await ports.load());
        if (same(base, mine)) return;
      }
    }
  };

  const work = async () => {
    try {
      while (!same(base, mine)) await saveOnce();
      wait = firstRetry;
      become({ kind: 'saved' });
    } catch (error) {
      const again = ports.kindOf(error) !== 'lasting';
      become({ kind: 'failed', error, again });
      if (again) {
        schedule(wait);
        wait = Math.min(wait * 2, longestRetry);
      }
    }
  };

  const run = (): Promise<void> => {
    cancel();
    if (running) return running;
    if (same(base, mine)) {
      if (state.kind !== 'saved') become({ kind: 'saved' });
      return Promise.resolve();
    }
    become({ kind: 'saving' });
    running = work().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    edit: (content) => {
      if (content === mine) return;
      mine = content;
      if (state.kind === 'saved') become({ kind: 'saving' });
      schedule(pause);
    },
    flush: async () => {
      await run();
      return state;
    },
    state: () => state,
    revision: () => revision,
    receive: (theirs) => {
      if (running || theirs.revision <= revision) return;
      if (same(base, mine)) take(theirs);
      else void run();
    },
  };
}
