export const fixedColumns = ['stage', 'events', 'value', 'firstSeen', 'lastSeen'] as const;
export type FixedColumn = (typeof fixedColumns)[number];
export const sorts = ['lastSeen', 'firstSeen', 'events', 'value'] as const;
export type Sort = (typeof sorts)[number];

/** What is asked for besides the search and the segment. */
export type ListChoice = {
  stage: string | null;
  trait: string;
  /** Only those whom marketing may use. */
  usable: boolean;
  sort: Sort;
  ascending: boolean;
  columns: readonly FixedColumn[];
  traits: readonly string[];
};

export const firstChoice: ListChoice = {
  stage: null,
  trait: '',
  usable: false,
  sort: 'lastSeen',
  ascending: false,
  columns: fixedColumns,
  traits: [],
};

const storageKey = 'percorso.people.columns';

/** The columns chosen before in this browser. */
export function rememberedChoice(): ListChoice {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return firstChoice;
    const { columns, traits } = stored as { columns?: unknown; traits?: unknown };
    return {
      ...firstChoice,
      columns: Array.isArray(columns) ? fixedColumns.filter((column) => columns.includes(column)) : fixedColumns,
      traits: Array.isArray(traits) ? traits.filter((trait) => typeof trait === 'string') : [],
    };
  } catch {
    return firstChoice;
  }
}

export function rememberChoice({ columns, traits }: ListChoice): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ columns, traits }));
  } catch {
    // Storage can be switched off; then the choice lasts as long as the page.
  }
}

/** The choice as parameters of the API, empty ones left out. */
export function parametersOf(choice: ListChoice, search: string, segment: string | null) {
  return {
    ...(search === '' ? {} : { search }),
    ...(segment === null ? {} : { segment }),
    ...(choice.stage === null ? {} : { stage: choice.stage }),
    ...(/^[^:]+:./.test(choice.trait) ? { trait: [choice.trait] } : {}),
    ...(choice.usable ? { usable: true } : {}),
    ...(choice.sort === 'lastSeen' ? {} : { sort: choice.sort }),
    ...(choice.ascending ? { order: 'ascending' as const } : {}),
    ...(choice.traits.length === 0 ? {} : { column: [...choice.traits] }),
  };
}

/** The same for a plain link. */
export function linkOf(workspace: string, parameters: ReturnType<typeof parametersOf>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `/api/workspaces/${workspace}/people.csv${text === '' ? '' : `?${text}`}`;
}
