import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { goalProgressQuery, goalsQuery } from '@/api/lists';
import { useSession } from '@/api/session';
import type { Goal, GoalContent } from '@/kit/goal/goal.model';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const collection = '/api/workspaces/{workspace}/goals' as const;

/** The goals, and how each does as far as that is known yet. */
export function useGoals() {
  const workspace = useWorkspaceId();
  const goals = useQuery(goalsQuery(workspace));
  const progress = useQueries({ queries: (goals.data ?? []).map(({ id }) => goalProgressQuery(workspace, id)) });
  return { goals, progress };
}

export function useSaveGoal() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: GoalContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () =>
      Promise.all(['goals', 'goal-progress'].map((list) => client.invalidateQueries({ queryKey: [workspace, list] }))),
  });
}

/** An alert for whoever asks, when the goal falls behind its pace. */
export function useWatchGoal() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const session = useSession();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name, report, figure }: Goal) => {
      const body: Schemas['AlertContent'] = {
        name: t('goals.alertName', { name }),
        report,
        figure,
        goal: id,
        rule: { kind: 'pace' },
        users: session ? [session.user.id] : [],
        language: i18n.language === 'it' ? 'it' : 'en',
      };
      return answer(api.POST('/api/workspaces/{workspace}/alerts', { params: { path: { workspace } }, body }));
    },
    onSuccess: ({ name }) => done(t('goals.watched', { name })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'alerts'] }),
  });
}
