import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { goalProgressQuery, goalsQuery } from '@/api/lists';
import { GoalStateBadge, GoalWay } from '@/kit/goal/GoalWay';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { usePageWords } from '@/kit/usePageWords';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Home.module.css';

const most = 4;

/** The goals that end first; nothing while there is none. */
export function Goals() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const ready = usePageWords(true);
  const goals = useQuery(goalsQuery(workspace)).data?.slice(0, most) ?? [];
  const progress = useQueries({ queries: goals.map(({ id }) => goalProgressQuery(workspace, id)) });
  if (goals.length === 0 || !ready) return null;
  return (
    <Section
      title={t('home.goals')}
      counted="goalPace"
      actions={
        <PathLink path="maps/goals" className={css.more}>
          {t('home.openGoals')}
        </PathLink>
      }
    >
      <ul className={css.goals}>
        {goals.map((goal, place) => {
          const now = progress[place]?.data;
          return (
            <li key={goal.id}>
              <span className={css.goalName}>
                <strong>{goal.name}</strong>
                {now && <GoalStateBadge state={now.state} />}
              </span>
              {now && <GoalWay goal={goal} progress={now} brief />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
