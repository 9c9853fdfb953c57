import { Button, Drawer, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import type { Conformance, Deviation } from '../model/live.model';
import css from './Ribbon.module.css';
import { deviationWords, effectWords } from './words';

type Props = {
  map: string;
  conformance: Conformance;
  scope: Scope;
  /** The deviation to show first, `''` for all of them, null when closed. */
  opened: string | null;
  close: () => void;
};

const kinds = ['missing', 'adHoc', 'outOfOrder', 'failed'] as const;

export function DeviationsDrawer({ map, conformance, scope, opened, close }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<string>('every');
  const shown = conformance.deviations.filter((deviation) => kind === 'every' || deviation.kind === kind);
  const present = kinds.filter((candidate) => conformance.deviations.some((one) => one.kind === candidate));
  const chosen = shown.find((deviation) => deviation.id === opened);
  const rows = chosen ? [chosen, ...shown.filter((deviation) => deviation !== chosen)] : shown;
  return (
    <Drawer opened={opened !== null} onClose={close} position="right" size={520} title={t('maps.conformance.title')}>
      <Stack gap={8}>
        <Text size="sm" c="dimmed">
          {t('maps.conformance.explain')}
        </Text>
        <Totals conformance={conformance} />
        <PathLink path={`maps/${map}/conformance`}>{t('conformance.open')}</PathLink>
        {present.length > 1 && (
          <SegmentedControl
            size="xs"
            fullWidth
            value={kind}
            onChange={setKind}
            data={['every', ...present].map((value) => ({ value, label: t(`maps.deviation.kind.${value}`) }))}
          />
        )}
        <div>
          {rows.map((deviation) => (
            <Row key={deviation.id} map={map} deviation={deviation} scope={scope} chosen={deviation === chosen} />
          ))}
        </div>
      </Stack>
    </Drawer>
  );
}

function Totals({ conformance }: { conformance: Conformance }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={css.facts}>
      <span>{t('maps.conformance.variants', { shown: format.number(conformance.variants) })}</span>
      <span>{t('maps.conformance.precision', { share: format.percent(conformance.precision, 0) })}</span>
      <span>{t('maps.conformance.logFitness', { share: format.percent(conformance.logFitness, 0) })}</span>
    </div>
  );
}

type RowProps = { map: string; deviation: Deviation; scope: Scope; chosen: boolean };

function Row({ map, deviation, scope, chosen }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const showPeople = usePeopleDrawer();
  const { conversionWith, conversionWithout, difference } = deviation;
  const words = deviationWords(t, format, deviation);
  const points = (value: number) => `${value > 0 ? '+' : ''}${format.number(value * 100, 1)}`;
  return (
    <div className={css.row} data-chosen={chosen || undefined}>
      <Text size="sm" fw={600}>
        {words}
      </Text>
      <Text size="sm">{effectWords(t, format, deviation)}</Text>
      <div className={css.facts}>
        <span>{t(`maps.deviation.kind.${deviation.kind}`)}</span>
        <span>{t('maps.conformance.cases', { count: deviation.cases, shown: format.number(deviation.cases) })}</span>
        {conversionWith && conversionWithout && (
          <span>
            {t('maps.effect.rates', {
              with: format.percent(conversionWith.value),
              without: format.percent(conversionWithout.value),
            })}
          </span>
        )}
        {difference && (
          <span>
            {t('maps.effect.interval', {
              points: points(difference.value),
              low: points(difference.low),
              high: points(difference.high),
            })}
          </span>
        )}
      </div>
      <Button
        mt={4}
        size="compact-sm"
        variant="light"
        leftSection={<IconUsers size={14} />}
        onClick={() => showPeople({ title: words, query: { kind: 'deviation', map, deviation: deviation.id, scope } })}
      >
        {t('maps.deviation.people', { count: deviation.persons, shown: format.number(deviation.persons) })}
      </Button>
    </div>
  );
}
