/** Deep equality of plain data; a missing field equals an undefined one. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, place) => same(value, b[place]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}

export function mergeValue<T>(base: T, mine: T, theirs: T): T {
  return same(mine, base) ? theirs : mine;
}

/** Field by field: a field that I changed stays mine, every other one becomes theirs. */
export function mergeRecord<T extends object>(base: T | undefined, mine: T, theirs: T): T {
  const origin = (base ?? {}) as Record<string, unknown>;
  const left = mine as Record<string, unknown>;
  const right = theirs as Record<string, unknown>;
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const value = mergeValue(origin[key], left[key], right[key]);
    if (value !== undefined) merged[key] = value;
  }
  return merged as T;
}

type Identified = { id: string };

/**
 * Three-way merge of lists whose entries have ids. Who deletes wins over who did nothing; who edits wins over who
 * deletes, so that no edit is lost.
 */
export function mergeList<T extends Identified>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
  const origin = byId(base);
  const left = byId(mine);
  const right = byId(theirs);
  const kept = new Map<string, T>();
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    const entry = mergeEntry(origin.get(id), left.get(id), right.get(id));
    if (entry) kept.set(id, entry);
  }
  const moved = reordered(base, mine);
  const [first, second] = moved ? [mine, theirs] : [theirs, mine];
  return inOrder(first, second, kept);
}

function byId<T extends Identified>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((entry) => [entry.id, entry]));
}

function mergeEntry<T extends Identified>(base: T | undefined, mine: T | undefined, theirs: T | undefined) {
  if (mine && theirs) return mergeRecord(base, mine, theirs);
  const only = mine ?? theirs;
  if (only === undefined || base === undefined) return only;
  return same(only, base) ? undefined : only;
}

function reordered<T extends Identified>(before: readonly T[], after: readonly T[]): boolean {
  const remaining = new Set(after.map((entry) => entry.id));
  const known = new Set(before.map((entry) => entry.id));
  const left = before.filter((entry) => remaining.has(entry.id));
  const right = after.filter((entry) => known.has(entry.id));
  return left.some((entry, place) => entry.id !== right[place]?.id);
}

/** The order of `first`; what only `second` has comes after its neighbour there. */
function inOrder<T extends Identified>(first: readonly T[], second: readonly T[], kept: Map<string, T>): T[] {
  const order = first.filter((entry) => kept.has(entry.id)).map((entry) => entry.id);
  const placed = new Set(order);
  let previous: string | null = null;
  for (const { id } of second) {
    if (!kept.has(id)) continue;
    if (!placed.has(id)) {
      order.splice(previous === null ? 0 : order.indexOf(previous) + 1, 0, id);
      placed.add(id);
    }
    previous = id;
  }
  return order.flatMap((id) => kept.get(id) ?? []);
}
