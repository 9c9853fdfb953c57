import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import type { Scope } from '@/kit/filter/useFilter';
import { type PeopleQuery, usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useWorkspaceId } from '@/kit/workspace';
import { mapQuery } from '../queries';
import { likeThose } from './conformance.model';

/** Which of the people with a journey on the map. */
export type CasesPart = 'all' | 'fitting' | 'deviating' | 'beyond' | 'converted';

/** Opens the people behind a figure of the comparison; `of` narrows them to a channel, a persona or a period. */
export function useCases(map: string, scope: Scope) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const openPeople = usePeopleDrawer();
  const touchpoints = useTouchpoints().data ?? [];
  return (part: CasesPart, of: Pick<PeopleQuery, 'value' | 'persona' | 'cohort'> = {}, name?: string) => {
    const who = t(`conformance.people.${part}`);
    const content = client.getQueryData(mapQuery(workspace, map).queryKey);
    const which =
      part === 'converted' ? ({ outcome: 'converted' } as const) : part === 'all' ? {} : ({ part } as const);
    openPeople({
      title: name === undefined ? who : `${name}: ${who}`,
      query: { kind: 'cases', map, scope, ...which, ...of },
      similar: content && likeThose(part, content, touchpoints),
    });
  };
}
