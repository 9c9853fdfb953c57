import { IconMap2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import css from './FlowEditor.module.css';

type Card = Schemas['CardOfFlow'];
const none: readonly Card[] = [];

/** The cards of maps that the flow's steps stand for. */
export function useCardsOf(flow: string): readonly Card[] {
  const workspace = useWorkspaceId();
  const cards = useQuery({
    queryKey: [workspace, 'flow-cards', flow],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/flows/{id}/cards', { params: { path: { workspace, id: flow } } })),
  });
  return cards.data ?? none;
}

/** Where the flow comes from: its maps. */
export function FromMaps({ cards }: { cards: readonly Card[] }) {
  const { t } = useTranslation();
  const maps = cards.filter((card, place) => cards.findIndex(({ map }) => map === card.map) === place);
  return maps.map(({ map, mapName }) => (
    <span key={map} className={css.map}>
      <IconMap2 size={14} aria-hidden />
      <span>
        {t('flows.map.from')} <PathLink path={`maps/${map}`}>{mapName}</PathLink>
      </span>
    </span>
  ));
}

/** The cards that one step stands for. */
export function StandsFor({ cards, step }: { cards: readonly Card[]; step: string }) {
  const { t } = useTranslation();
  return cards
    .filter((card) => card.step === step)
    .map((card) => (
      <p key={card.map + card.card} className={css.map}>
        <IconMap2 size={14} aria-hidden />
        <span>
          {t('flows.map.card', { stage: card.stage.name, map: card.mapName })}{' '}
          <PathLink path={`maps/${card.map}`} search={{ card: card.card }}>
            {card.title}
          </PathLink>
        </span>
      </p>
    ));
}
