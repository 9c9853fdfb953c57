import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { channelName } from '@/kit/channels';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { FilterBar } from '@/kit/filter/FilterBar';
import { type Scope, useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { matchWords } from '@/kit/match/match.model';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { type PeopleQuery, usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { type Effect, metQuery, type Suggestion, suggestionName, verdictOf } from './effect.model';
import css from './Touchpoints.module.css';
import { useSaveTouchpoint, useTouchpointFigures } from './useTouchpoints';

/** How well the catalogue covers what happens, how the touchpoints do, and which are missing. */
export function Catalogue() {
  const { t } = useTranslation();
  const format = useFormat();
  const { scope } = useFilter();
  const figures = useTouchpointFigures(scope);
  const openPeople = usePeopleDrawer();
  const behind = (title: string, more: Partial<PeopleQuery>) => () =>
    openPeople({ title, query: { kind: 'touchpoint', scope, ...more } });
  return (
    <Stack gap={16}>
      <FilterBar comparison={false} />
      <QueryView query={figures}>
        {(found) => (
          <Stack gap={16}>
            <Figures columns={3}>
              <Figure
                label={t('touchpoints.figures.coverage')}
                value={found.events === 0 ? '–' : format.percent(found.known / found.events)}
                counted="touchpointCoverage"
                onClick={behind(t('touchpoints.figures.beyond'), { part: 'beyond' })}
              />
              <Figure
                label={t('touchpoints.figures.persons')}
                value={format.number(found.persons)}
                counted="touchpointEffect"
                onClick={behind(t('touchpoints.figures.persons'), {})}
              />
              <Figure
                label={t('touchpoints.figures.conversion')}
                value={format.percent(found.conversion.value)}
                rate={found.conversion}
                counted="touchpointEffect"
                onClick={behind(t('touchpoints.figures.conversion'), { outcome: 'converted' })}
              />
            </Figures>
            <Suggestions suggestions={found.suggestions} scope={scope} />
            <Effects effects={found.touchpoints} scope={scope} />
          </Stack>
        )}
      </QueryView>
    </Stack>
  );
}

function Suggestions({ suggestions, scope }: { suggestions: readonly Suggestion[]; scope: Scope }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const save = useSaveTouchpoint();
  const openPeople = usePeopleDrawer();
  if (suggestions.length === 0) return null;
  return (
    <Section title={t('touchpoints.suggest.title')} counted="touchpointSuggestions">
      <ul className={css.suggestions}>
        {suggestions.map((suggestion) => {
          const name = suggestionName(suggestion, (channel) => channelName(channel, t, (key) => i18n.exists(key)));
          const { binding } = suggestion.touchpoint;
          return (
            <li key={`${suggestion.basis} ${suggestion.touchpoint.name}`}>
              <span className={css.suggested}>
                <strong>
                  {binding ? (
                    <FigureButton onClick={() => openPeople({ title: name, query: metQuery(binding, scope) })}>
                      {name}
                    </FigureButton>
                  ) : (
                    name
                  )}
                </strong>
                <span className={css.wrapped}>
                  {t(`touchpoints.suggest.${suggestion.basis}`, {
                    shown: format.number(suggestion.persons),
                    times: format.number(suggestion.occurrences),
                  })}{' '}
                  {binding && matchWords(t, binding)}
                </span>
              </span>
              {may && (
                <Button
                  size="compact-sm"
                  variant="light"
                  leftSection={<IconPlus size={14} />}
                  aria-label={t('touchpoints.suggest.acceptOne', { name })}
                  loading={save.isPending && save.variables.body.name === name}
                  onClick={() => save.mutate({ id: null, body: { ...suggestion.touchpoint, name } })}
                >
                  {t('touchpoints.suggest.accept')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Effects({ effects, scope }: { effects: readonly Effect[]; scope: Scope }) {
  const { t } = useTranslation();
  const columns = useColumns(scope);
  if (effects.length === 0) return null;
  return (
    <Section flush title={t('touchpoints.effect.title')} counted="touchpointEffect">
      <Text size="sm" c="dimmed" px={20} pb={8}>
        {t('touchpoints.effect.honest')}
      </Text>
      <DataTable
        label={t('touchpoints.effect.title')}
        columns={columns}
        rows={effects}
        rowKey={(row) => row.touchpoint}
      />
    </Section>
  );
}

function useColumns(scope: Scope): Column<Effect>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const touchpoints = useTouchpoints().data ?? [];
  const named = (id: string) => touchpoints.find((one) => one.id === id);
  const behind = (row: Effect, figure: string, persons: number, more: Partial<PeopleQuery>) => {
    const touchpoint = named(row.touchpoint);
    if (persons === 0 || row.isGoal || touchpoint === undefined) return figure;
    const title = t(more.part ? 'touchpoints.effect.peopleOthers' : 'touchpoints.effect.peopleConverted', {
      name: touchpoint.name,
    });
    const query: PeopleQuery = { kind: 'touchpoint', scope, label: row.touchpoint, outcome: 'converted', ...more };
    return <FigureButton onClick={() => openPeople({ title, query })}>{figure}</FigureButton>;
  };
  const rate = ({ value, low, high }: Effect['conversion'], persons: number) =>
    persons === 0 ? '–' : `${format.percent(value)} (${format.percent(low)} – ${format.percent(high)})`;
  return [
    { key: 'name', header: t('common.name'), cell: (row) => named(row.touchpoint)?.name ?? '–' },
    {
      key: 'persons',
      header: t('touchpoints.effect.met'),
      figure: true,
      cell: (row) => {
        const touchpoint = named(row.touchpoint);
        const query = touchpoint?.binding && metQuery(touchpoint.binding, scope);
        const figure = `${format.number(row.persons)} · ${format.percent(row.share, 0)}`;
        return query && row.persons > 0 ? (
          <FigureButton onClick={() => openPeople({ title: touchpoint.name, query })}>{figure}</FigureButton>
        ) : (
          figure
        );
      },
    },
    {
      key: 'conversion',
      header: t('touchpoints.effect.conversion'),
      figure: true,
      cell: (row) => behind(row, row.isGoal ? '–' : rate(row.conversion, row.persons), row.persons, {}),
    },
    {
      key: 'others',
      header: t('touchpoints.effect.others'),
      figure: true,
      cell: (row) => {
        const persons = row.difference ? 1 : 0;
        return behind(row, row.isGoal ? '–' : rate(row.others, persons), persons, { part: 'others' });
      },
    },
    {
      key: 'verdict',
      header: t('touchpoints.effect.difference'),
      text: true,
      cell: (row) => {
        const verdict = verdictOf(row);
        const points = (value: number) => format.number(value * 100, 1);
        return (
          <>
            {t(`touchpoints.effect.verdict.${verdict}`)}
            {row.difference && !row.isGoal && (
              <span className={css.soft}>
                {' '}
                {t('touchpoints.effect.points', {
                  value: points(row.difference.value),
                  low: points(row.difference.low),
                  high: points(row.difference.high),
                })}
              </span>
            )}
          </>
        );
      },
    },
    {
      key: 'satisfaction',
      header: t('touchpoints.effect.satisfaction'),
      figure: true,
      cell: (row) => (row.satisfaction === undefined ? '–' : format.number(row.satisfaction, 1)),
    },
  ];
}
