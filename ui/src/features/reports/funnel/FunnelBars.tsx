import { Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { worstLoss } from '@/kit/funnelSteps.model';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { medianOf } from '../median.model';
import css from './Funnel.module.css';
import { barsOf, type FunnelBar } from './funnel.model';

type Props = { result: Schemas['FunnelResult']; request: Schemas['FunnelRequest'] };

/** Horizontal bars with the loss beside them; a click on either opens the people. */
export function FunnelBars({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const bars = barsOf(result.steps, result.comparison);
  const worst = worstLoss(result.steps);
  const last = result.steps.at(-1);
  const people = (step: number, outcome: 'converted' | 'lost', label: string) =>
    openPeople({
      title: t(`reports.funnel.people.${outcome}`, { step: label }),
      query: { kind: 'funnel', funnel: request, step, outcome },
    });
  const lost = (bar: FunnelBar) => people(bar.before, 'lost', bars[bar.before - 1]?.result.label ?? '');
  return (
    <>
      {last && (
        <p className={css.summary}>
          {t('reports.funnel.summary', {
            rate: format.percent(last.fromStart.value),
            low: format.percent(last.fromStart.low),
            high: format.percent(last.fromStart.high),
            last: last.label,
          })}
        </p>
      )}
      <ol className={css.rows}>
        {bars.map((bar, place) => (
          <Fragment key={bar.number}>
            {place > 0 && <Between bar={bar} worst={place === worst} openLost={() => lost(bar)} />}
            <Bar bar={bar} open={() => people(bar.number, 'converted', bar.result.label)} openLost={() => lost(bar)} />
          </Fragment>
        ))}
      </ol>
    </>
  );
}

function Bar({ bar, open, openLost }: { bar: FunnelBar; open: () => void; openLost: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result, share, lostShare, compared } = bar;
  const shown = t('reports.funnel.barLabel', {
    step: result.label,
    count: result.count,
    shown: format.number(result.count),
    rate: format.percent(result.fromStart.value),
  });
  const interval = `${format.percent(result.fromStart.low)} – ${format.percent(result.fromStart.high)}`;
  return (
    <li className={css.row}>
      <span className={css.name}>
        {result.label}
        {result.optional && <span className={css.optional}> ({t('funnel.optional')})</span>}
      </span>
      <span className={css.track}>
        {lostShare > 0 && (
          <Tooltip label={t('reports.funnel.lost', { count: bar.lostBefore, shown: format.number(bar.lostBefore) })}>
            <button
              type="button"
              className={css.lost}
              style={{ left: `${share * 100}%`, width: `${lostShare * 100}%` }}
              aria-label={t('reports.funnel.lostLabel', { shown: format.number(bar.lostBefore), step: result.label })}
              onClick={openLost}
            />
          </Tooltip>
        )}
        <Tooltip label={`${shown} · ${interval}`}>
          <button
            type="button"
            className={css.bar}
            data-optional={result.optional}
            style={{ width: `${share * 100}%` }}
            aria-label={shown}
            onClick={open}
          />
        </Tooltip>
        {compared !== null && (
          <span
            className={css.compared}
            style={{ left: `${Math.min(1, compared) * 100}%` }}
            title={t('reports.funnel.compared', { rate: format.percent(compared) })}
          />
        )}
      </span>
      <span className={css.figures}>
        <FigureButton onClick={open}>
          <span className={css.strong}>{format.number(result.count)}</span>
        </FigureButton>{' '}
        · {format.percent(result.fromStart.value)}
      </span>
    </li>
  );
}

function Between({ bar, worst, openLost }: { bar: FunnelBar; worst: boolean; openLost: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { time, fromPrevious, optional } = bar.result;
  return (
    <li className={css.row}>
      <span className={css.between}>
        <span>
          {t(optional ? 'funnel.comeBy' : 'reports.funnel.goOn', { rate: format.percent(fromPrevious.value) })}
        </span>
        {!optional && (
          <FigureButton onClick={openLost}>
            {t('reports.funnel.lost', { count: bar.lostBefore, shown: format.number(bar.lostBefore) })}
          </FigureButton>
        )}
        {time && (
          <span
            title={t('reports.funnel.timeMore', {
              mean: format.duration(time.mean * 1000),
              p90: format.duration(time.p90 * 1000),
            })}
          >
            {t('reports.funnel.median', { time: medianOf(time.median, time.interval, format) })}
          </span>
        )}
        {worst && <span className={css.worst}>{t('reports.funnel.worst')}</span>}
      </span>
    </li>
  );
}
