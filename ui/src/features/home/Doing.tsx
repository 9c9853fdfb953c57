import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { channelName } from '@/kit/channels';
import { deltaOf } from '@/kit/delta.model';
import { DeltaSign, Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { LoadingState } from '@/kit/states';
import css from './Home.module.css';
import { type Change, changesOf, sparkline } from './home.model';
import { useTwoPeriods } from './useHome';

/** How it goes and what changed since the days before. */
export function Doing() {
  const { request, now, before } = useTwoPeriods();
  return (
    <QueryView query={now} loading={<LoadingState rows={2} height={88} />}>
      {(overview) => (
        <Stack gap={16}>
          <Totals now={overview} before={before.data} request={request} />
          <Changes now={overview} before={before.data} />
        </Stack>
      )}
    </QueryView>
  );
}

type Periods = { now: Schemas['OverviewResult']; before: Schemas['OverviewResult'] | undefined };

function Totals({ now, before, request }: Periods & { request: Schemas['OverviewRequest'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const { totals } = now;
  const old = before?.totals;
  return (
    <Figures columns={5}>
      <Figure
        label={t('common.figure.visitors')}
        counted="visitors"
        value={format.number(totals.visitors)}
        delta={deltaOf(totals.visitors, old?.visitors)}
        onClick={() =>
          openPeople({
            title: t('common.figure.visitors'),
            query: { kind: 'overview', overview: request, dimension: 'all' },
          })
        }
      />
      <Figure
        label={t('common.figure.conversionRate')}
        counted="conversionRate"
        value={format.percent(totals.conversionRate.value)}
        delta={deltaOf(totals.conversionRate.value, old?.conversionRate.value)}
        rate={totals.conversionRate}
      />
      <Figure
        label={t('common.figure.conversions')}
        counted="conversionRate"
        value={format.number(totals.conversions)}
        delta={deltaOf(totals.conversions, old?.conversions)}
      />
      <Figure
        label={t('common.figure.revenue')}
        counted="revenue"
        value={format.money(totals.revenue)}
        delta={deltaOf(totals.revenue, old?.revenue)}
      />
      <Spark values={now.series.map((point) => point.visitors)} />
    </Figures>
  );
}

/** Visitors day by day; the report has the chart with its axes. */
function Spark({ values }: { values: number[] }) {
  const { t } = useTranslation();
  return (
    <PathLink path="reports/overview" className={css.spark} aria-label={t('home.openOverview')}>
      <span className={css.sparkLabel}>{t('home.visitorsByDay')}</span>
      <svg viewBox="0 0 160 48" preserveAspectRatio="none" aria-hidden="true">
        <path d={sparkline(values, 160, 48)} vectorEffect="non-scaling-stroke" />
      </svg>
    </PathLink>
  );
}

function Changes({ now, before }: Periods) {
  const { t } = useTranslation();
  if (before === undefined) return null;
  const changes = changesOf(now, before);
  return (
    <Section title={t('home.changed')}>
      {changes.length === 0 ? (
        <p className={css.quiet}>{t('home.unchanged')}</p>
      ) : (
        <ul className={css.changes}>
          {changes.map((change) => (
            <ChangeRow key={`${change.kind}:${change.name}`} change={change} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const isRate = change.name === 'conversionRate' || change.name === 'bounceRate';
  const show = (value: number) => {
    if (isRate) return format.percent(value);
    return change.name === 'revenue' ? format.money(value) : format.number(value);
  };
  const name =
    change.kind === 'channel'
      ? t('home.visitorsFrom', { channel: channelName(change.name, t, i18n.exists) })
      : t(`common.figure.${change.name}`);
  return (
    <li>
      <DeltaSign delta={change.delta} />
      <span className={css.changeName}>{name}</span>
      <span className={css.changeFigures}>
        {t('home.fromTo', { before: show(change.before), now: show(change.now) })}
      </span>
    </li>
  );
}
