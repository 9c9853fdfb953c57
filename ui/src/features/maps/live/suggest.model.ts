import type { Schemas } from '@/api/client';

type EventMatch = Schemas['EventMatch'];
export type Known = {
  /** Names of observed events with how often they happen. */
  events: readonly { name: string; count: number }[];
  /** Bound touchpoints of the catalogue. */
  touchpoints: readonly { id: string; name: string; binding?: EventMatch }[];
  /** Where events stand in real journeys, from 0 at their start to 1 at their end; by name. */
  places: ReadonlyMap<string, number>;
};
export type Suggestion = { label: string; score: number; match: EventMatch; touchpoint?: string };

/** Words of a title or an event's name, lower case, without endings that only inflect. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word.length > 2)
    .map((word) => word.replace(/(ing|ed|es|s)$/, ''));
}

function pairs(text: string): Set<string> {
  return new Set(
    wordsOf(text).flatMap((word) =>
      Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2)),
    ),
  );
}

/** From 0 to 1: shared words count most, shared pairs of letters a little (Dice 1945). */
export function likeness(title: string, name: string): number {
  const [left, right] = [new Set(wordsOf(title)), new Set(wordsOf(name))];
  const shared = [...left].filter((word) => right.has(word)).length;
  const words = left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
  const [a, b] = [pairs(title), pairs(name)];
  const letters = a.size + b.size === 0 ? 0 : (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
  return 0.7 * words + 0.3 * letters;
}

/**
 * Events a card may mean: by the likeness of their names, by how near they stand to the card's place in the journey (0 to
 * 1 across the stages), and by how frequent they are.
 */
export function suggestions(title: string, place: number, known: Known, count = 4): Suggestion[] {
  const most = Math.max(1, ...known.events.map((event) => event.count));
  const frequency = (name: string) => {
    const found = known.events.find((event) => event.name === name)?.count ?? 0;
    return Math.log1p(found) / Math.log1p(most);
  };
  const score = (label: string, event: string) => {
    const there = known.places.get(event);
    const near = there === undefined ? 0.5 : 1 - Math.abs(there - place);
    return 0.7 * likeness(title, label) + 0.2 * near + 0.1 * frequency(event);
  };
  const named = known.touchpoints.flatMap(({ id, name, binding }) =>
    binding === undefined
      ? []
      : [{ label: name, score: 0.05 + score(name, binding.event), match: binding, touchpoint: id }],
  );
  const taken = new Set(named.filter(({ match }) => (match.where ?? []).length === 0).map(({ match }) => match.event));
  const plain = known.events
    .filter((event) => !taken.has(event.name))
    .map((event) => ({ label: event.name, score: score(event.name, event.name), match: { event: event.name } }));
  return [...named, ...plain].sort((a, b) => b.score - a.score || a.label.localeCompare(b.label)).slice(0, count);
}
