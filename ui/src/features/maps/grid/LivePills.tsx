import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconTargetArrow, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { touchpointsQuery } from '@/api/mapLists';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useWorkspaceId } from '@/kit/workspace';
import { bindingOf } from '../conformance/conformance.model';
import { MorePills } from '../live/MorePills';
import type { CardLive } from '../model/live.model';
import type { MapCard } from '../model/map.model';
import css from './Card.module.css';

type Props = { card: MapCard; live: CardLive; reachable?: boolean };

/** Persons and conversion of a bound card; a click shows the people. */
export function LivePills({ card, live, reachable = true }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scope } = useFilter();
  const { map } = useParams({ strict: false }) as { map?: string };
  const showPeople = usePeopleDrawer();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const show = (outcome?: 'converted') => {
    // Looked up only now: a map may have hundreds of cards.
    const match = bindingOf(card, client.getQueryData(touchpointsQuery(workspace).queryKey) ?? []);
    showPeople({
      title: t(outcome ? 'maps.live.convertedAt' : 'maps.live.peopleAt', { card: card.title }),
      query: { kind: 'card', map: map ?? '', card: card.id, scope, ...(outcome ? { outcome } : {}) },
      similar: match && { type: 'event', match, comparison: 'atLeast', count: 1 },
    });
  };
  const persons = t('maps.live.persons', { count: live.persons, shown: format.number(live.persons) });
  const range = `${format.percent(live.conversion.low)} – ${format.percent(live.conversion.high)}`;
  const conversion = t('maps.live.conversion', { rate: format.percent(live.conversion.value), range });
  return (
    <>
      <Tooltip label={persons}>
        <button
          type="button"
          className={css.pill}
          tabIndex={reachable ? 0 : -1}
          onClick={(event) => {
            event.stopPropagation();
            show();
          }}
        >
          <IconUser size={12} aria-hidden /> {format.compact(live.persons)}
          <VisuallyHidden>{` (${persons}): ${t('common.seePeople')}`}</VisuallyHidden>
        </button>
      </Tooltip>
      {live.persons > 0 && (
        <Tooltip label={conversion}>
          <button
            type="button"
            className={css.pill}
            tabIndex={reachable ? 0 : -1}
            onClick={(event) => {
              event.stopPropagation();
              show('converted');
            }}
          >
            <IconTargetArrow size={12} aria-hidden /> {format.percent(live.conversion.value, 0)}
            <VisuallyHidden>{` (${conversion})`}</VisuallyHidden>
          </button>
        </Tooltip>
      )}
      <MorePills card={card.id} live={live} reachable={reachable} />
    </>
  );
}
