import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFilter } from '@/kit/filter/useFilter';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import type { TransitionPart } from '../model/live.model';

/** Opens the people of a stage, or those of them who went on, came back or left, in the words of that figure. */
export function useStagePeople(stage: { id: string; name: string }) {
  const { t } = useTranslation();
  const { scope } = useFilter();
  const { map = '' } = useParams({ strict: false }) as { map?: string };
  const openPeople = usePeopleDrawer();
  return (part?: TransitionPart, said?: string) =>
    openPeople({
      title: said === undefined ? t('maps.live.peopleAt', { card: stage.name }) : `${stage.name}: ${said}`,
      query: { kind: 'mapStage', map, stage: stage.id, scope, ...(part ? { part } : {}) },
    });
}
