import type { Workspace } from '@/kit/workspace';

const key = 'percorso.workspace';

export function rememberWorkspace(id: string): void {
  try {
    localStorage.setItem(key, id);
  } catch {
    // Without storage the first workspace opens next time.
  }
}

/** The workspace visited last, or the first one. */
export function rememberedWorkspace(workspaces: readonly Workspace[]): string | null {
  let last: string | null = null;
  try {
    last = localStorage.getItem(key);
  } catch {
    // As above.
  }
  const known = workspaces.find((workspace) => workspace.id === last) ?? workspaces[0];
  return known?.id ?? null;
}
