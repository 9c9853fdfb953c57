import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import type { Flow } from '../model/flow.model';
import { useFlowCounts } from '../queries';
import { titleOf } from '../simulate/walk.model';
import { FlowSubPage } from './FlowSubPage';
import { type FlowEffect, type Share, useEffectOf } from './queries';
import css from './Runtime.module.css';

const choices = [1, 3, 7, 14, 30, 90];

export function ResultsPage() {
  return <FlowSubPage page="results">{(flow) => <Results flow={flow} />}</FlowSubPage>;
}

function Results({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(7);
  const effect = useEffectOf(flow.id, days);
  return (
    <>
      <Section
        title={t('flowruns.results.effect')}
        counted="flowEffect"
        actions={
          <Select
            aria-label={t('flowruns.results.within')}
            w={180}
            allowDeselect={false}
            data={choices.map((count) => ({ value: String(count), label: t('flowruns.results.days', { count }) }))}
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
          />
        }
      >
        <QueryView
          query={effect}
          isEmpty={(found) => !found.goal}
          empty={<EmptyState title={t('flowruns.results.noGoalTitle')} text={t('flowruns.results.noGoalText')} />}
        >
          {(found) => <Effect effect={found} heldOut={(flow.definition.holdout ?? 0) > 0} />}
        </QueryView>
      </Section>
      <Ways flow={flow} />
    </>
  );
}

function useShare(): (share: Share) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ estimate, low, high }) =>
    t('flowruns.results.share', {
      share: format.percent(estimate),
      low: format.percent(low),
      high: format.percent(high),
    });
}

function Effect({ effect, heldOut }: { effect: FlowEffect; heldOut: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = useShare();
  const { difference } = effect;
  const groups = effect.everywhere.people > 0 ? (['everywhere'] as const) : [];
  const rows = (['treated', 'heldOut', ...groups] as const).map((group) => ({ group, ...effect[group] }));
  const clear = difference !== undefined && (difference.low > 0 || difference.high < 0);
  return (
    <>
      <DataTable
        label={t('flowruns.results.effect')}
        rows={rows}
        rowKey={(row) => row.group}
        columns={[
          { key: 'group', header: t('flowruns.results.group'), cell: (row) => t(`flowruns.results.${row.group}`) },
          {
            key: 'people',
            header: t('flowruns.results.people'),
            figure: true,
            cell: (row) => format.number(row.people),
          },
          {
            key: 'converted',
            header: t('flowruns.results.converted'),
            figure: true,
            cell: (row) => format.number(row.converted),
          },
          {
            key: 'share',
            header: t('flowruns.results.shareHead'),
            figure: true,
            cell: (row) => (row.people === 0 ? '–' : share(row.share)),
          },
        ]}
      />
      {(difference !== undefined || !(heldOut || effect.everywhere.people > 0)) && (
        <p className={css.verdict} data-clear={clear || undefined}>
          {difference === undefined
            ? t('flowruns.results.noHoldout')
            : t(clear ? 'flowruns.results.difference' : 'flowruns.results.unclear', {
                points: format.number(difference.estimate * 100, 1),
                low: format.number(difference.low * 100, 1),
                high: format.number(difference.high * 100, 1),
              })}
        </p>
      )}
      {effect.everywhereDifference && (
        <Text size="sm" my={8}>
          {t('flowruns.results.differenceEverywhere', {
            points: format.number(effect.everywhereDifference.estimate * 100, 1),
            low: format.number(effect.everywhereDifference.low * 100, 1),
            high: format.number(effect.everywhereDifference.high * 100, 1),
          })}
        </Text>
      )}
      {effect.tooRecent > 0 && (
        <Text size="sm" c="dimmed">
          {t('flowruns.results.tooRecent', { count: effect.tooRecent, shown: format.number(effect.tooRecent) })}
        </Text>
      )}
    </>
  );
}

/** What chance did: each way of each split with its goals. */
function Ways({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = useShare();
  const counts = useFlowCounts(flow.id, flow.status === 'live').data;
  if (!counts || counts.ways.length === 0) return null;
  return (
    <Section title={t('flowruns.results.ways')} counted="flowWays" flush>
      <DataTable
        label={t('flowruns.results.ways')}
        rows={counts.ways}
        rowKey={(row) => `${row.step}:${row.way}`}
        columns={[
          {
            key: 'step',
            header: t('flowruns.results.split'),
            cell: (row) => titleOf(t, flow.definition, row.step),
          },
          {
            key: 'way',
            header: t('flowruns.results.way'),
            cell: (row) => (row.way === 'next' || row.way === 'otherwise' ? t(`flowruns.results.${row.way}`) : row.way),
          },
          {
            key: 'persons',
            header: t('flowruns.results.runs'),
            figure: true,
            cell: (row) => format.number(row.persons),
          },
          {
            key: 'goals',
            header: t('flowruns.results.converted'),
            figure: true,
            cell: (row) => format.number(row.goals),
          },
          { key: 'share', header: t('flowruns.results.shareHead'), figure: true, cell: (row) => share(row.share) },
        ]}
      />
    </Section>
  );
}
