export type AtlasMap = {
  id: string;
  name: string;
  submaps: readonly string[];
  beside?: string;
  status?: 'draft' | 'inReview' | 'approved' | 'archived';
  stale?: boolean;
};
export type Branch = { map: AtlasMap; inside: readonly Branch[] };

/** Maps below the maps whose steps they show. Maps that only contain each other begin with the first of them. */
export function atlasOf(maps: readonly AtlasMap[]): Branch[] {
  const byId = new Map(maps.map((map) => [map.id, map]));
  const contained = new Set(maps.flatMap((map) => map.submaps.filter((id) => id !== map.id)));
  const shown = new Set<string>();
  const branch = (map: AtlasMap, above: ReadonlySet<string>): Branch => {
    shown.add(map.id);
    const path = new Set([...above, map.id]);
    const inside = map.submaps.flatMap((id) => byId.get(id) ?? []).filter(({ id }) => !path.has(id));
    return { map, inside: inside.map((one) => branch(one, path)) };
  };
  const roots = maps.filter((map) => !contained.has(map.id)).map((map) => branch(map, new Set()));
  for (const map of maps) if (!shown.has(map.id)) roots.push(branch(map, new Set()));
  return roots;
}
