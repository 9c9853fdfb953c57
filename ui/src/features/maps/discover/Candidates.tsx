import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import hues from '../hues.module.css';
import css from './Discover.module.css';
import { byStage, type Candidate, type Discovered } from './discover.model';

type Props = { discovered: Discovered; skipped: ReadonlySet<string>; toggle: (title: string) => void };

/** Proposed cards, stage by stage, each to be taken over or skipped. */
export function Candidates({ discovered, skipped, toggle }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = t('discover.facts', {
    persons: format.number(discovered.persons),
    cases: format.number(discovered.cases),
    goal: format.number(discovered.goalCases),
  });
  return (
    <Section title={facts} counted="discover">
      <div className={css.stages}>
        {byStage(discovered).map((rows, at) => {
          const hue = discovered.stages[at] ?? 'neutral';
          return (
            <section
              key={hue}
              className={`${css.stage} ${hues.hue}`}
              data-hue={hue}
              aria-label={t(`maps.stage.${hue}`)}
            >
              <h3>{t(`maps.stage.${hue}`)}</h3>
              <ul className={css.cards}>
                {rows.map(({ candidate }) => (
                  <Row
                    key={candidate.title}
                    candidate={candidate}
                    skipped={skipped.has(candidate.title)}
                    toggle={() => toggle(candidate.title)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Section>
  );
}

function Row({ candidate, skipped, toggle }: { candidate: Candidate; skipped: boolean; toggle: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = format.percent(candidate.share, 0);
  return (
    <li className={css.card} data-skipped={skipped || undefined}>
      <Switch
        size="xs"
        label={candidate.title}
        checked={!skipped}
        onChange={toggle}
        aria-description={t('discover.take')}
      />
      <div className={css.bar} aria-hidden>
        <span style={{ width: `${candidate.share * 100}%` }} />
      </div>
      <div className={css.facts}>
        <span>
          {t('discover.people', { count: candidate.persons, shown: format.number(candidate.persons), share })}
        </span>
        <span>{candidate.goal ? t('discover.isGoal') : t(`maps.step.${candidate.step}`)}</span>
        {candidate.mainPath && <span>{t('discover.mainPath')}</span>}
        {candidate.touchpoint !== undefined && <span>{t('discover.known')}</span>}
      </div>
    </li>
  );
}
