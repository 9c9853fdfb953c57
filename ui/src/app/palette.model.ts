/** What the palette matches; the view adds its picture and what it does. */
export type Matchable = { id: string; label: string; group: string };
export type CommandGroup<C extends Matchable> = { name: string; commands: C[] };

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const limitPerGroup = 6;

/**
 * Commands whose label holds every word typed, grouped in their given order; without a word, pages only.
 * `found` were already matched by the server, by more than their label.
 */
export function matching<C extends Matchable>(
  commands: readonly C[],
  text: string,
  found: readonly C[] = [],
): CommandGroup<C>[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const matched = new Set(found.map((command) => command.id));
  const firstGroup = commands[0]?.group;
  const groups = new Map<string, C[]>();
  for (const command of commands) {
    const label = fold(command.label);
    const fits = words.length === 0 ? command.group === firstGroup : words.every((word) => label.includes(word));
    if (!fits && !matched.has(command.id)) continue;
    const group = groups.get(command.group) ?? [];
    groups.set(command.group, group);
    if (words.length === 0 || group.length < limitPerGroup) group.push(command);
  }
  return [...groups].map(([name, list]) => ({ name, commands: list }));
}
