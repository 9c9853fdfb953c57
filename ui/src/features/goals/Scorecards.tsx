import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mapReviewsQuery, mapsQuery } from '@/api/lists';
import { useTouchpoints } from '@/api/mapLists';
import { GoalFigure, GoalStateBadge } from '@/kit/goal/GoalWay';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Goals.module.css';
import { type MeasuredGoal, type Scorecard, scorecardsOf } from './scorecard.model';

/** What each owner of journeys answers for, and how it does. */
export function Scorecards({ goals }: { goals: readonly MeasuredGoal[] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const maps = useQuery(mapsQuery(workspace)).data ?? [];
  const reviews = useQuery(mapReviewsQuery(workspace)).data ?? [];
  const touchpoints = useTouchpoints().data ?? [];
  const owned = maps.flatMap(({ id, name }) => {
    const review = reviews.find((one) => one.map === id);
    if (review === undefined) return [];
    const { owner, status, stale } = review.governance;
    return [{ id, name, status, stale, openThreads: review.openThreads, owner }];
  });
  const cards = scorecardsOf(goals, owned, touchpoints);
  return (
    <Section title={t('goals.scorecards')} counted="scorecards">
      <ul className={css.cards}>
        {cards.map((card) => (
          <OwnerCard key={card.owner} card={card} />
        ))}
      </ul>
    </Section>
  );
}

function OwnerCard({ card }: { card: Scorecard }) {
  const { t } = useTranslation();
  return (
    <li className={css.card}>
      <strong>{card.owner || t('goals.nobody')}</strong>
      {card.goals.length > 0 && (
        <PathLink path="maps/goals" search={{ owner: card.owner }} className={css.soft}>
          {t('goals.well', { count: card.goals.length, good: card.good })}
        </PathLink>
      )}
      <ul className={css.small}>
        {card.goals.map(({ goal, progress }) => (
          <li key={goal.id}>
            <a href={`#goal-${goal.id}`}>{goal.name}</a>{' '}
            {progress && (
              <>
                · <GoalFigure goal={goal} progress={progress} /> <GoalStateBadge state={progress.state} />
              </>
            )}
          </li>
        ))}
        {card.maps.map((map) => (
          <li key={map.id}>
            <PathLink path={`maps/${map.id}`}>{map.name}</PathLink>{' '}
            <span className={css.soft}>
              {[
                t(`mapreview.status.${map.status}`),
                map.stale && t('mapreview.stale'),
                map.openThreads > 0 && t('goals.threads', { count: map.openThreads }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {card.touchpoints > 0 && (
        <PathLink path="maps/touchpoints" search={card.owner === '' ? {} : { find: card.owner }} className={css.soft}>
          {t('goals.touchpoints', { count: card.touchpoints })}
          {card.unmeasured > 0 && ` · ${t('goals.unmeasured', { count: card.unmeasured })}`}
        </PathLink>
      )}
    </li>
  );
}
