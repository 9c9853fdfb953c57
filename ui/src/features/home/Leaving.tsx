import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { worstLoss } from '@/kit/funnelSteps.model';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import css from './Home.module.css';
import { useMainFunnel } from './useHome';

/** Where customers leave on the usual way to the conversion. */
export function Leaving() {
  const { t } = useTranslation();
  const { request, funnel, known, schema } = useMainFunnel();
  return (
    <Section
      title={t('home.leaving')}
      counted="funnel"
      actions={
        <PathLink path="reports/funnel" className={css.more}>
          {t('home.openFunnel')}
        </PathLink>
      }
    >
      {known && request.steps.length < 2 ? (
        <NoFunnel />
      ) : (
        <QueryView query={schema.isError ? schema : (funnel as never)}>
          {(result: unknown) => <Bars result={result as Schemas['FunnelResult']} request={request} />}
        </QueryView>
      )}
    </Section>
  );
}

function NoFunnel() {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <EmptyState
      title={t('home.noFunnelTitle')}
      text={t('home.noFunnelText')}
      action={<Button onClick={() => go('reports/funnel')}>{t('home.noFunnelAction')}</Button>}
    />
  );
}

function Bars({ result, request }: { result: Schemas['FunnelResult']; request: Schemas['FunnelRequest'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const first = result.steps[0]?.count ?? 0;
  const worst = worstLoss(result.steps);
  const before = worst === null ? undefined : result.steps[worst - 1];
  const after = worst === null ? undefined : result.steps[worst];
  return (
    <>
      {before && after && worst !== null && (
        <p className={css.finding}>
          {t('home.finding', {
            rate: format.percent(1 - after.fromPrevious.value, 0),
            before: before.label,
            after: after.label,
          })}{' '}
          <FigureButton
            onClick={() =>
              openPeople({
                title: t('home.leftAfter', { step: before.label }),
                query: { kind: 'funnel', funnel: request, step: worst, outcome: 'lost' },
              })
            }
          >
            {t('common.seePeople')}
          </FigureButton>
        </p>
      )}
      <ol className={css.bars}>
        {result.steps.map((step, place) => (
          <li key={step.label} data-worst={place === worst}>
            <span className={css.barName}>{step.label}</span>
            <span className={css.barTrack} aria-hidden>
              <span style={{ width: `${first === 0 ? 0 : (step.count / first) * 100}%` }} />
            </span>
            <span className={css.barFigure}>
              {format.number(step.count)} · {format.percent(step.fromStart.value)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
