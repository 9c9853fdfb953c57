import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { pathOf } from './PathLink';
import { useWorkspaceId } from './workspace';

/** Goes to a page of the workspace; the filter follows by itself. */
export function useGo(): (path: string, search?: Record<string, unknown>) => void {
  const navigate = useNavigate();
  const workspace = useWorkspaceId();
  return useCallback(
    (path, search = {}) => {
      void navigate({ to: pathOf(workspace, path), search: search as never });
    },
    [navigate, workspace],
  );
}
