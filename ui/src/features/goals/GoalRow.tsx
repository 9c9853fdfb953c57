import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconBell, IconChartLine, IconPencil } from '@tabler/icons-react';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsQuery, flowsQuery, mapsQuery, useSegments } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { GoalStateBadge, GoalWay } from '@/kit/goal/GoalWay';
import type { Goal, GoalProgress } from '@/kit/goal/goal.model';
import { useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { GoalChart } from './GoalChart';
import css from './Goals.module.css';
import { useWatchGoal } from './useGoals';

type Props = { goal: Goal; query: UseQueryResult<GoalProgress> | undefined; edit: () => void };

export function GoalRow({ goal, query, edit }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useSegments().data;
  const [drawn, setDrawn] = useState(false);
  const { name } = goal;
  const progress = query?.data;
  const only = goal.segment && segments?.find(({ id }) => id === goal.segment)?.name;
  const facts = [
    goal.owner || t('goals.nobody'),
    t('goals.days', { from: format.calendarDay(goal.from), until: format.calendarDay(goal.until) }),
    t(`goals.measure.${goal.measure ?? 'level'}`),
    only && t('goals.only', { segment: only }),
  ];
  return (
    <li className={css.goal} id={`goal-${goal.id}`}>
      <div className={css.words}>
        <span className={css.head}>
          <strong>{name}</strong>
          {progress && <GoalStateBadge state={progress.state} />}
        </span>
        <span className={css.soft}>{facts.filter(Boolean).join(' · ')}</span>
        {goal.description && <span className={css.soft}>{goal.description}</span>}
        <Linked goal={goal} />
      </div>
      {query ? (
        <QueryView query={query} loading={<LoadingState rows={1} height={56} />}>
          {(now) => <GoalWay goal={goal} progress={now} />}
        </QueryView>
      ) : (
        <LoadingState rows={1} height={56} />
      )}
      <span className={css.buttons}>
        <Tooltip label={t('goals.draw', { name })}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('goals.draw', { name })}
            aria-expanded={drawn}
            disabled={!progress?.readings.length}
            onClick={() => setDrawn(!drawn)}
          >
            <IconChartLine size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Edit goal={goal} edit={edit} />
      </span>
      {drawn && progress && (
        <div className={css.chart}>
          <GoalChart goal={goal} progress={progress} />
        </div>
      )}
    </li>
  );
}

function Edit({ goal, edit }: { goal: Goal; edit: () => void }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  if (!may) return null;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('goals.editOne', { name: goal.name })} onClick={edit}>
      <IconPencil size={16} stroke={1.6} />
    </ActionIcon>
  );
}

/** The report of the figure, the maps and flows that are to move it, and the alerts about its pace. */
function Linked({ goal }: { goal: Goal }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const maps = useQuery(mapsQuery(workspace)).data?.filter(({ id }) => goal.maps?.includes(id)) ?? [];
  const flows = useQuery(flowsQuery(workspace)).data?.filter(({ id }) => goal.flows?.includes(id)) ?? [];
  const alerts = useQuery(alertsQuery(workspace)).data?.filter((alert) => alert.goal === goal.id);
  const watch = useWatchGoal();
  return (
    <span className={css.links}>
      <PathLink path={`reports/${goal.report.kind}`} search={{ q: goal.report.request }}>
        {t(`common.report.${goal.report.kind}`)}
      </PathLink>
      {maps.map(({ id, name }) => (
        <PathLink key={id} path={`maps/${id}`}>
          {t('goals.map', { name })}
        </PathLink>
      ))}
      {flows.map(({ id, name }) => (
        <PathLink key={id} path={`flows/${id}`}>
          {t('goals.flow', { name })}
        </PathLink>
      ))}
      {alerts?.map(({ id, name, state }) => (
        <PathLink key={id} path="alerts">
          {t('goals.alert', { name, state: t(`alerts.state.${state}`) })}
        </PathLink>
      ))}
      {may && alerts?.length === 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconBell size={14} stroke={1.6} />}
          loading={watch.isPending}
          onClick={() => watch.mutate(goal)}
        >
          {t('goals.watch')}
        </Button>
      )}
    </span>
  );
}
