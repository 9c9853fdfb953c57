/** What a card shows besides its content: selection, other people, comments. */
export type Marks = { selected: boolean; people: readonly string[]; comments: number; mentions: number };

export type MarkStore = {
  get: (card: string) => Marks;
  subscribe: (listener: () => void) => () => void;
  select: (cards: ReadonlySet<string>) => void;
  selection: () => ReadonlySet<string>;
  people: (at: ReadonlyMap<string, readonly string[]>) => void;
  comments: (of: ReadonlyMap<string, { open: number; mentions: number }>) => void;
};

const nothing: Marks = { selected: false, people: [], comments: 0, mentions: 0 };

/** A store beside React: a card is drawn again only when its own marks change. */
export function createMarks(): MarkStore {
  let selected: ReadonlySet<string> = new Set();
  let people: ReadonlyMap<string, readonly string[]> = new Map();
  let comments: ReadonlyMap<string, { open: number; mentions: number }> = new Map();
  let marks = new Map<string, Marks>();
  const listeners = new Set<() => void>();
  const build = () => {
    const next = new Map<string, Marks>();
    for (const card of new Set([...selected, ...people.keys(), ...comments.keys()])) {
      const made: Marks = {
        selected: selected.has(card),
        people: people.get(card) ?? nothing.people,
        comments: comments.get(card)?.open ?? 0,
        mentions: comments.get(card)?.mentions ?? 0,
      };
      const old = marks.get(card);
      next.set(card, old && equal(old, made) ? old : made);
    }
    marks = next;
    for (const listener of listeners) listener();
  };
  return {
    get: (card) => marks.get(card) ?? nothing,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    select: (cards) => {
      if (cards.size === 0 && selected.size === 0) return;
      selected = cards;
      build();
    },
    selection: () => selected,
    people: (at) => {
      people = at;
      build();
    },
    comments: (of) => {
      comments = of;
      build();
    },
  };
}

function equal(a: Marks, b: Marks): boolean {
  return (
    a.selected === b.selected &&
    a.comments === b.comments &&
    a.mentions === b.mentions &&
    a.people.join('\n') === b.people.join('\n')
  );
}
