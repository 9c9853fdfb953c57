import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

/** Puts a person into a company, or into none. A person belongs to one at a time: it is a trait. */
export function useMembership(): (person: string, company: string | null) => Promise<void> {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  return useCallback(
    async (person, company) => {
      const params = { path: { workspace, id: person, trait: 'group.id' } };
      const path = '/api/workspaces/{workspace}/people/{id}/traits/{trait}';
      await answer(
        company === null ? api.DELETE(path, { params }) : api.PUT(path, { params, body: { value: company } }),
      );
      await queryClient.invalidateQueries({ queryKey: [workspace, 'companies'] });
      await queryClient.invalidateQueries({ queryKey: [workspace, 'person', person] });
    },
    [workspace, queryClient],
  );
}
