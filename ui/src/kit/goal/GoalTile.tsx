import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { goalProgressQuery, goalsQuery } from '@/api/lists';
import { QueryView } from '../QueryView';
import { useWorkspaceId } from '../workspace';
import css from './Goal.module.css';
import { GoalStateBadge, GoalWay } from './GoalWay';

/** A goal on a dashboard. */
export function GoalTile({ id }: { id: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const goals = useQuery(goalsQuery(workspace));
  const goal = goals.data?.find((one) => one.id === id);
  const progress = useQuery({ ...goalProgressQuery(workspace, id), enabled: goal !== undefined });
  if (goals.data && goal === undefined) return <p className={css.soft}>{t('goals.gone')}</p>;
  return (
    <QueryView query={progress}>
      {(now) =>
        goal && (
          <div className={css.tile}>
            <span>
              <GoalStateBadge state={now.state} />
            </span>
            <GoalWay goal={goal} progress={now} />
          </div>
        )
      }
    </QueryView>
  );
}
