import { useTranslation } from 'react-i18next';
import { useStages } from '@/api/lists';
import { channelName } from '@/kit/channels';
import { FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { PersonRow } from '@/kit/people/PersonRow';
import { QueryView } from '@/kit/QueryView';
import { HueBadge } from '@/kit/StageBadge';
import { stageName } from '@/kit/stageName';
import css from './Matrix.module.css';
import { useOverview, useStagesOf, useStories } from './usePersonas';

type Bar = { key: string; name: React.ReactNode; persons: number; open: () => void };

function Bars({ bars, whole }: { bars: readonly Bar[]; whole: number }) {
  const format = useFormat();
  const share = (persons: number) => (whole === 0 ? 0 : persons / whole);
  return (
    <ul className={css.ways}>
      {bars.map(({ key, name, persons, open }) => (
        <li key={key}>
          <span>{name}</span>
          <span className={css.bar} aria-hidden>
            <span style={{ width: `${share(persons) * 100}%` }} />
          </span>
          <span className={css.figure}>
            <FigureButton onClick={open}>{format.number(persons)}</FigureButton> · {format.percent(share(persons), 0)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** In which stages the persona's people are at the end of the period. */
export function InStages({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const openPeople = usePeopleDrawer();
  const known = useStages().data?.stages ?? [];
  const report = useStagesOf(scope);
  return (
    <Section title={t('personas.inStages')} counted="stages">
      <QueryView query={report}>
        {({ stages, points }) => {
          const last = points.at(-1);
          const bars = stages.map((id, place) => {
            const stage = known.find((one) => one.id === id);
            const label = stage ? stageName(stage, t) : t('personas.noStage');
            const cohort = last?.from ?? scope.to;
            return {
              key: id,
              name: <HueBadge hue={stage?.hue ?? 'neutral'} label={label} />,
              persons: last?.persons[place] ?? 0,
              open: () =>
                openPeople({
                  title: label,
                  query: { kind: 'stages', stages: { scope, interval: 'month' }, stage: id, cohort },
                }),
            };
          });
          return <Bars bars={bars} whole={bars.reduce((sum, { persons }) => sum + persons, 0)} />;
        }}
      </QueryView>
    </Section>
  );
}

const mostChannels = 6;

/** Where the persona's people come from. */
export function Channels({ scope }: { scope: Scope }) {
  const { t, i18n } = useTranslation();
  const openPeople = usePeopleDrawer();
  const report = useOverview(scope);
  return (
    <Section title={t('personas.topChannels')} counted="channels">
      <QueryView query={report}>
        {({ channels, totals }) => (
          <Bars
            whole={totals.visitors}
            bars={channels.slice(0, mostChannels).map(({ name, visitors }) => {
              const label = channelName(name, t, (key) => i18n.exists(key));
              return {
                key: name,
                name: label,
                persons: visitors,
                open: () =>
                  openPeople({
                    title: label,
                    query: { kind: 'overview', overview: { scope }, dimension: 'channel', value: name },
                  }),
              };
            })}
          />
        )}
      </QueryView>
    </Section>
  );
}

/** A few of the persona's people, last seen first; each leads to the whole story. */
export function Stories({ segment }: { segment: string }) {
  const { t } = useTranslation();
  const people = useStories(segment);
  return (
    <Section title={t('personas.stories')}>
      <QueryView query={people}>
        {(page) => page.people.map((person) => <PersonRow key={person.id} person={person} />)}
      </QueryView>
    </Section>
  );
}
