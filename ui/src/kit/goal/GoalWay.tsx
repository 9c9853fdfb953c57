import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FigureButton } from '../DataTable';
import { useFormat } from '../format';
import { usePeopleDrawer } from '../people/PeopleDrawer';
import { figure } from '../summary/values';
import css from './Goal.module.css';
import { type Goal, type GoalProgress, peopleBehind, stateColors, wayOf } from './goal.model';

export function GoalStateBadge({ state }: { state: GoalProgress['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={stateColors[state]} tt="none" fw={500}>
      {t(`goals.state.${state}`)}
    </Badge>
  );
}

/** The newest reading, which opens the people behind it where it counts people. */
export function GoalFigure({ goal, progress }: { goal: Goal; progress: GoalProgress }) {
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  if (progress.actual === undefined) return null;
  const actual = figure(progress.actual, progress.format, format);
  const people = peopleBehind(goal, progress);
  if (people === null) return actual;
  return <FigureButton onClick={() => openPeople({ title: goal.name, query: people })}>{actual}</FigureButton>;
}

type Props = { goal: Goal; progress: GoalProgress; brief?: boolean };

/** Where a goal is on its way: the figure and the people behind it, where it should be, and where it leads. */
export function GoalWay({ goal, progress, brief = false }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const way = wayOf(goal, progress);
  const value = (number: number) => figure(number, progress.format, format);
  if (way === null || progress.actual === undefined || progress.expected === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {progress.problem || t('goals.notBegun', { day: format.calendarDay(goal.from) })}
      </Text>
    );
  }
  const expected = value(progress.expected);
  const over = goal.target !== 0 || goal.measure === 'level';
  return (
    <div className={css.way}>
      <span className={css.figures}>
        <strong className={css.actual}>
          <GoalFigure goal={goal} progress={progress} />
        </strong>
        <span className={css.soft}>
          {t(goal.direction === 'atMost' ? 'goals.ofAtMost' : 'goals.of', { target: value(goal.target) })}
        </span>
      </span>
      {over && (
        <span
          className={css.track}
          role="img"
          aria-label={t('goals.walked', {
            walked: format.percent(way.walked, 0),
            expected: format.percent(way.expected, 0),
          })}
        >
          <span className={css.done} data-state={progress.state} style={{ width: `${way.walked * 100}%` }} />
          <span className={css.mark} style={{ left: `${way.expected * 100}%` }} />
        </span>
      )}
      <span className={css.soft}>
        {t('goals.expected', { value: expected })}
        {!brief && progress.forecast && (
          <>
            {' '}
            {t('goals.forecast', {
              day: format.calendarDay(goal.until),
              value: value(progress.forecast.value),
              low: value(progress.forecast.low),
              high: value(progress.forecast.high),
            })}
          </>
        )}
      </span>
    </div>
  );
}
