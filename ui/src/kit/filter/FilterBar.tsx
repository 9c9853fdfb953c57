import { Button, Group, Popover, Select, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { useFormat } from '../format';
import { usePrinting } from '../usePrinting';
import { useWorkspace } from '../workspace';
import css from './FilterBar.module.css';
import { type Comparison, comparisonRange, comparisons, type Filter, type FilterSearch, periods } from './filter.model';
import { SegmentSelect } from './SegmentSelect';
import { useFilter } from './useFilter';
import { saidOf } from './where.model';

/** Not on the start page, so not in its first load. */
const UnitSelect = lazy(() => import('./UnitSelect').then((module) => ({ default: module.UnitSelect })));
const EventFilter = lazy(() => import('./EventFilter').then((module) => ({ default: module.EventFilter })));

type Props = {
  /** Reports that compare nothing hide the choice; it stays in the URL for the next one. */
  comparison?: boolean;
  /** Whether events may be narrowed by their properties. */
  events?: boolean;
  /** Whether companies may be counted in the place of people. */
  companies?: boolean;
  children?: ReactNode;
};

/** Period, comparison and segment. They live in the URL and follow from report to report. */
export function FilterBar({ comparison = true, events = false, companies = false, children }: Props) {
  const { t } = useTranslation();
  const { filter, change } = useFilter();
  const printing = usePrinting();
  return (
    <>
      {printing && <Printed filter={filter} comparison={comparison} />}
      <search className={`${css.bar} no-print`} aria-label={t('common.filter.label')}>
        <PeriodChoice filter={filter} change={change} />
        {comparison && (
          <Select
            aria-label={t('common.filter.compare')}
            w={{ base: undefined, sm: 220 }}
            value={filter.compare}
            data={comparisons.map((value) => ({ value, label: t(`common.filter.compareWith.${value}`) }))}
            onChange={(value) => change({ compare: (value as Comparison | null) ?? undefined })}
          />
        )}
        <SegmentSelect value={filter.segment} onChange={(segment) => change({ segment: segment ?? undefined })} />
        {events && (
          <Suspense fallback={null}>
            <EventFilter
              value={filter.where}
              onChange={(where) => change({ where: where.length === 0 ? undefined : where })}
            />
          </Suspense>
        )}
        {companies && (
          <Suspense fallback={null}>
            <UnitSelect
              value={filter.unit}
              onChange={(unit) => change({ unit: unit === 'people' ? undefined : unit })}
            />
          </Suspense>
        )}
        <Days filter={filter} comparison={comparison} />
        {children && <div className={css.rest}>{children}</div>}
      </search>
    </>
  );
}

/** On paper: what the figures are of, instead of the choices. */
function Printed({ filter, comparison }: { filter: Filter; comparison: boolean }) {
  const { t } = useTranslation();
  const { name } = useWorkspace();
  const segment = useSegments().data?.find(({ id }) => id === filter.segment)?.name;
  return (
    <p className={css.printed}>
      {name} · <Days filter={filter} comparison={comparison} />
      {segment && ` · ${t('common.filter.segment')}: ${segment}`}
      {filter.where.length > 0 && ` · ${filter.where.map((row) => saidOf(row, t)).join(', ')}`}
      {' · Percorso'}
    </p>
  );
}

type Part = { filter: Filter; change: (change: FilterSearch) => void };

function PeriodChoice({ filter, change }: Part) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const data = periods.map((value) => ({ value, label: t(`common.filter.period.${value}`) }));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Select
          aria-label={t('common.filter.periodLabel')}
          w={{ base: undefined, sm: 180 }}
          leftSection={<IconCalendar size={16} stroke={1.6} />}
          value={filter.period}
          data={data}
          onChange={(value) => {
            if (value === 'custom') setOpened(true);
            else change({ period: (value as Filter['period'] | null) ?? undefined, from: undefined, to: undefined });
          }}
          onOptionSubmit={(value) => value === 'custom' && setOpened(true)}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <CustomDays
          filter={filter}
          apply={(from, to) => {
            change({ period: 'custom', from, to });
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function CustomDays({ filter, apply }: { filter: Filter; apply: (from: string, to: string) => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(filter.from);
  const [to, setTo] = useState(filter.to);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply(from, to);
      }}
    >
      <Group align="flex-end" gap={8}>
        <TextInput
          type="date"
          label={t('common.filter.from')}
          value={from}
          required
          onChange={(e) => setFrom(e.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('common.filter.to')}
          value={to}
          required
          onChange={(e) => setTo(e.currentTarget.value)}
        />
        <Button type="submit">{t('common.apply')}</Button>
      </Group>
    </form>
  );
}

function Days({ filter, comparison }: { filter: Filter; comparison: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = (range: { from: string; to: string }) =>
    range.from === range.to
      ? format.calendarDay(range.from)
      : `${format.calendarDay(range.from)} – ${format.calendarDay(range.to)}`;
  const other = comparison ? comparisonRange(filter) : null;
  return (
    <span className={css.dates}>
      {days(filter)}
      {other && ` · ${t('common.filter.against', { days: days(other) })}`}
    </span>
  );
}
