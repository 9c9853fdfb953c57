import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import type { CodeFilter, CouponContent, CouponPool } from './coupon.model';

const pools = '/api/workspaces/{workspace}/coupon-pools' as const;
export const codesPerPage = 50;

/** After this, everything about coupons is asked for anew. */
function useRefresh() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [workspace, 'coupons'] });
}

export function useSaveCoupons() {
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: CouponContent }) =>
      answer(
        id === null
          ? api.POST(pools, { params: { path: { workspace } }, body })
          : api.PUT(`${pools}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: refresh,
  });
}

export function useRemoveCoupons() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id }: CouponPool) => answer(api.DELETE(`${pools}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, { content }) => done(t('loyalty.coupons.removed', { name: content.name })),
    onError: failed,
    onSettled: refresh,
  });
}

export function useCodes(pool: string, { state, search }: CodeFilter, page: number) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'coupons', pool, 'codes', state, search, page],
    queryFn: () =>
      answer(
        api.GET(`${pools}/{id}/codes`, {
          params: {
            path: { workspace, id: pool },
            query: {
              limit: codesPerPage,
              offset: page * codesPerPage,
              ...(state ? { state } : {}),
              ...(search.trim() ? { search: search.trim() } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Gives a code to somebody by hand. */
export function useGiveCode(pool: string) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (personId: string) =>
      answer(api.POST(`${pools}/{id}/codes`, { params: { path: { workspace, id: pool } }, body: { personId } })),
    onSuccess: ({ code, person }) => done(t('loyalty.codes.given', { code, person: person ?? '' })),
    onError: failed,
    onSettled: refresh,
  });
}

/** Adds codes, typed or from a file, and says what came of it. */
export function useUpload(pool: string) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (codes: File | string) =>
      answer(
        api.POST(`${pools}/{id}/csv`, {
          params: { path: { workspace, id: pool } },
          headers: { 'Content-Type': 'text/csv' },
          body: codes instanceof File ? await codes.text() : codes,
          bodySerializer: (body: string) => body,
        }),
      ),
    onSuccess: ({ added, already, wrong }: Schemas['CodesUploaded']) =>
      done(
        [
          t('loyalty.codes.added', { count: added, shown: format.number(added) }),
          already > 0 ? t('loyalty.codes.already', { count: already, shown: format.number(already) }) : '',
          wrong.length > 0 ? t('loyalty.codes.wrong', { codes: wrong.slice(0, 5).join(', ') }) : '',
        ]
          .filter(Boolean)
          .join(' '),
      ),
    onError: failed,
    onSettled: refresh,
  });
}
