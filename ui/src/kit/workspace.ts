import { createContext, useContext } from 'react';
import type { Schemas } from '@/api/client';

export type Workspace = Schemas['Workspace'];

const context = createContext<Workspace | null>(null);
export const WorkspaceProvider = context.Provider;

/** The workspace of the page; only used below the shell. */
export function useWorkspace(): Workspace {
  const workspace = useContext(context);
  if (workspace === null) throw new Error('useWorkspace outside of a workspace page');
  return workspace;
}

export function useWorkspaceId(): string {
  return useWorkspace().id;
}
