import { ActionIcon, Button, Menu, Switch, Text } from '@mantine/core';
import { IconBulb, IconDots, IconQuestionMark, IconRoute, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { DataTable, FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useGo } from '@/kit/useGo';
import { deviationWords } from '../live/words';
import type { Conformance, Deviation } from '../model/live.model';
import type { JourneyMap } from '../model/map.model';
import css from './Conformance.module.css';
import { segmentOf, withAllowed, withOpportunity } from './conformance.model';
import { useFlowFor } from './flows';
import { useMapChange } from './queries';
import { WhyDrawer } from './WhyDrawer';

type Props = { map: JourneyMap; result: Conformance; scope: Scope };

/** Where journeys leave the map, what that goes with, and what can be done about it. */
export function DeviationTable({ map, result, scope }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const change = useMapChange(map);
  const showPeople = usePeopleDrawer();
  const [asked, setAsked] = useState<Deviation | null>(null);
  const words = (deviation: Deviation) => deviationWords(t, format, deviation);
  const signed = (value: number, shown: string) => `${value > 0 ? '+' : ''}${shown}`;
  const people = (deviation: Deviation) =>
    showPeople({ title: words(deviation), query: { kind: 'deviation', map: map.id, deviation: deviation.id, scope } });
  if (result.deviations.length === 0)
    return (
      <Section title={t('conformance.deviations')}>
        <Text size="sm">{t('maps.conformance.perfect')}</Text>
      </Section>
    );
  return (
    <Section title={t('conformance.deviations')} counted="mapDeviations" flush>
      <DataTable
        label={t('conformance.deviations')}
        rows={result.deviations}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'what',
            header: t('conformance.column.what'),
            text: true,
            cell: (row) => <span className={row.allowed ? css.allowed : undefined}>{words(row)}</span>,
          },
          {
            key: 'people',
            header: t('conformance.column.people'),
            figure: true,
            cell: (row) => <FigureButton onClick={() => people(row)}>{format.number(row.persons)}</FigureButton>,
          },
          {
            key: 'goal',
            header: t('conformance.column.goal'),
            figure: true,
            cell: (row) =>
              row.difference && (
                <Difference
                  value={row.difference}
                  said={(value) => t('conformance.points', { points: signed(value, format.number(value * 100, 1)) })}
                />
              ),
          },
          {
            key: 'time',
            header: t('conformance.column.time'),
            figure: true,
            cell: (row) =>
              row.secondsDifference && (
                <Difference
                  value={row.secondsDifference}
                  said={(value) => `${value < 0 ? '−' : '+'}${format.duration(Math.abs(value) * 1000)}`}
                />
              ),
          },
          {
            key: 'allowed',
            header: t('conformance.column.allowed'),
            cell: (row) => (
              <Switch
                size="xs"
                aria-label={t('conformance.allow', { deviation: words(row) })}
                checked={row.allowed ?? false}
                disabled={!may || change.isPending}
                onChange={(event) => {
                  const allowed = event.currentTarget.checked;
                  change.mutate((content) => withAllowed(content, row.id, allowed));
                }}
              />
            ),
          },
          {
            key: 'act',
            header: t('conformance.column.act'),
            cell: (row) => <Actions map={map} deviation={row} title={words(row)} why={() => setAsked(row)} />,
          },
        ]}
      />
      {asked && <WhyDrawer map={map} deviation={asked} scope={scope} close={() => setAsked(null)} />}
    </Section>
  );
}

function Difference({
  value,
  said,
}: {
  value: { value: number; low: number; high: number };
  said: (value: number) => string;
}) {
  const unclear = value.low <= 0 && value.high >= 0;
  return (
    <span className={unclear ? css.unclear : undefined}>
      {said(value.value)}
      <span className={css.range}>
        {said(value.low)} … {said(value.high)}
      </span>
    </span>
  );
}

type ActionsProps = { map: JourneyMap; deviation: Deviation; title: string; why: () => void };

function Actions({ map, deviation, title, why }: ActionsProps) {
  const { t } = useTranslation();
  const go = useGo();
  const touchpoints = useTouchpoints().data ?? [];
  const may = useMay('edit');
  const makeFlow = useFlowFor(map);
  const change = useMapChange(map);
  const condition = segmentOf(deviation, map, touchpoints);
  return (
    <span className={css.actions}>
      <Button size="compact-xs" variant="light" leftSection={<IconQuestionMark size={14} />} onClick={why}>
        {t('conformance.why.button')}
      </Button>
      {may && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('conformance.more', { deviation: title })}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconUsersGroup size={16} />}
              disabled={condition === null}
              onClick={() => condition && go('people/segments/new', { condition, name: title })}
            >
              {t('conformance.makeSegment')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconRoute size={16} />}
              disabled={makeFlow.isPending || deviation.card === undefined}
              onClick={() => makeFlow.mutate({ kind: 'deviation', deviation, name: title })}
            >
              {t('conformance.makeFlow')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconBulb size={16} />}
              disabled={change.isPending || map.stages.length === 0}
              onClick={() =>
                change.mutate((content) => withOpportunity(content, deviation, title), {
                  onSuccess: () => go('maps/opportunities'),
                })
              }
            >
              {t('conformance.makeOpportunity')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
