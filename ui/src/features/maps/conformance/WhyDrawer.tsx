import { Drawer, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useTouchpoints } from '@/api/mapLists';
import { channelName } from '@/kit/channels';
import { DataTable, FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { deviationWords } from '../live/words';
import type { Deviation } from '../model/live.model';
import type { JourneyMap } from '../model/map.model';
import css from './Conformance.module.css';
import { stepBefore, stepsOf } from './conformance.model';
import { useWhy } from './queries';

type Props = { map: JourneyMap; deviation: Deviation; scope: Scope; close: () => void };
type Value = Schemas['WhyValue'];

/** Which traits, channels, devices and touchpoints go with a deviation. */
export function WhyDrawer({ map, deviation, scope, close }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const touchpoints = useTouchpoints().data ?? [];
  const proposed = deviation.kind === 'missing' ? stepBefore(map, touchpoints, deviation.card)?.card.id : undefined;
  // Until somebody chooses, the proposal holds; it is known once the touchpoints are.
  const [chosen, setChosen] = useState<string | null>();
  const among = chosen === undefined ? proposed : (chosen ?? undefined);
  const why = useWhy(map, scope, deviation.id, among);
  const steps = stepsOf(map, touchpoints);
  const title = deviationWords(t, format, deviation);
  return (
    <Drawer opened onClose={close} position="right" size={640} title={t('conformance.why.title', { deviation: title })}>
      <Stack gap={12}>
        <Select
          label={t('conformance.why.among')}
          placeholder={t('common.filter.everyone')}
          clearable
          allowDeselect
          data={steps.map(({ card }) => ({ value: card.id, label: card.title }))}
          value={among ?? null}
          onChange={setChosen}
        />
        <QueryView
          query={why}
          isEmpty={(result) => result.values.length === 0}
          empty={<EmptyState title={t('conformance.why.noneTitle')} text={t('conformance.why.noneText')} />}
        >
          {(result) => (
            <Stack gap={12}>
              <Text size="sm">
                {t('conformance.why.share', {
                  deviating: format.number(result.deviating),
                  persons: format.number(result.persons),
                  share: format.percent(result.deviating / result.persons),
                })}{' '}
                <HowCounted topic="mapWhy" />
              </Text>
              <Text size="sm" c="dimmed">
                {t('conformance.why.caveat', {
                  count: result.compared,
                  shown: format.number(result.compared),
                  confidence: format.percent(result.confidence, 0),
                })}
              </Text>
              <Values
                map={map}
                deviation={deviation}
                scope={scope}
                among={among}
                title={title}
                values={result.values}
              />
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Drawer>
  );
}

type ValuesProps = Omit<Props, 'close'> & { among: string | undefined; title: string; values: readonly Value[] };

function Values({ map, deviation, scope, among, title, values }: ValuesProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const showPeople = usePeopleDrawer();
  const name = ({ kind, attribute, value }: Value) => {
    if (kind === 'channel') return channelName(value, t, i18n.exists);
    return kind === 'trait' ? `${attribute.replace(/^trait:/, '')}: ${value}` : value;
  };
  const people = (value: Value) =>
    showPeople({
      title: `${title} · ${name(value)}`,
      query: {
        kind: 'deviation',
        map: map.id,
        deviation: deviation.id,
        scope,
        label: value.attribute,
        value: value.value,
        ...(among === undefined ? {} : { card: among }),
      },
    });
  return (
    <DataTable
      label={t('conformance.why.values')}
      rows={values}
      rowKey={(row) => `${row.attribute}=${row.value}`}
      columns={[
        {
          key: 'value',
          header: t('conformance.why.column.value'),
          text: true,
          cell: (row) => (
            <span className={row.clear ? css.clear : css.unclear}>
              {name(row)}
              <span className={css.range}>{t(`conformance.why.kind.${row.kind}`)}</span>
            </span>
          ),
        },
        {
          key: 'people',
          header: t('conformance.why.column.people'),
          figure: true,
          cell: (row) => <FigureButton onClick={() => people(row)}>{format.number(row.deviating)}</FigureButton>,
        },
        {
          key: 'share',
          header: t('conformance.why.column.share'),
          figure: true,
          cell: (row) => (
            <>
              {format.percent(row.share, 0)}
              <span className={css.range}>{t('conformance.why.of', { persons: format.number(row.persons) })}</span>
            </>
          ),
        },
        {
          key: 'lift',
          header: t('conformance.why.column.lift'),
          figure: true,
          cell: (row) => (
            <span className={row.clear ? css.clear : css.unclear}>
              {t('conformance.why.times', { lift: format.number(row.lift, 2) })}
              <span className={css.range}>
                {format.number(row.low, 2)} … {format.number(row.high, 2)}
              </span>
            </span>
          ),
        },
      ]}
    />
  );
}
