import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { templatesQuery } from '@/api/lists';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import type { TemplateContent, Variant } from './template.model';

const collection = '/api/workspaces/{workspace}/templates' as const;

export const templateQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'template', id],
    queryFn: () => answer(api.GET(`${collection}/{id}`, { params: { path: { workspace, id } } })),
  });

/** Reads the lists anew after something about templates changed. */
function useRefresh() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return (id?: string) => {
    void client.invalidateQueries({ queryKey: templatesQuery(workspace).queryKey });
    if (id !== undefined) {
      void client.invalidateQueries({ queryKey: [workspace, 'template-versions', id] });
    }
  };
}

export function useCreateTemplate() {
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (content: TemplateContent) =>
      answer(api.POST(collection, { params: { path: { workspace } }, body: content })),
    onSuccess: () => refresh(),
    onError: failed,
  });
}

export function useSaveTemplate(id: string) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { content: TemplateContent; revision: number }) =>
      answer(api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body })),
    onSuccess: (saved) => {
      client.setQueryData(templateQuery(workspace, id).queryKey, saved);
      refresh(id);
    },
  });
}

export function useTemplateRemoval() {
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  const restore = useMutation({
    mutationFn: (id: string) => answer(api.POST(`${collection}/{id}/restore`, { params: { path: { workspace, id } } })),
    onSuccess: () => refresh(),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: () => refresh(),
    onError: failed,
  });
  return { remove, restore };
}

export function useVersions(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'template-versions', id],
    queryFn: () => answer(api.GET(`${collection}/{id}/versions`, { params: { path: { workspace, id } } })),
  });
}

export function useUses(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'template-uses', id],
    queryFn: () => answer(api.GET(`${collection}/{id}/uses`, { params: { path: { workspace, id } } })),
  });
}

export function useRestoreVersion(id: string) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (revision: number) =>
      answer(
        api.POST(`${collection}/{id}/versions/{revision}/restore`, { params: { path: { workspace, id, revision } } }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(templateQuery(workspace, id).queryKey, saved);
      refresh(id);
    },
    onError: failed,
  });
}

type Draft = Schemas['EmailDraft'];

/** The draft as somebody would get it; the last good one stays while a new one is on its way. */
export function usePreview(draft: Draft) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'template-preview', JSON.stringify(draft)],
    queryFn: () => answer(api.POST(`${collection}/preview`, { params: { path: { workspace } }, body: draft })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
}

/** The template as MJML, in every language: what its blocks became. */
export function useMjml() {
  const workspace = useWorkspaceId();
  return useMutation({
    mutationFn: async (content: TemplateContent): Promise<TemplateContent> => {
      const variants = await Promise.all(
        Object.entries(content.variants).map(async ([language, variant]) => {
          const { source } = await answer(
            api.POST(`${collection}/mjml`, { params: { path: { workspace } }, body: { content, language } }),
          );
          return [language, { ...variant, blocks: [], source }] satisfies [string, Variant];
        }),
      );
      return { ...content, format: 'mjml', variants: Object.fromEntries(variants) };
    },
    onError: failed,
  });
}
