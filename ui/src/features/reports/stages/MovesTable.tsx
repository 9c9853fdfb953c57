import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from '@/kit/chart/Heat.module.css';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { moveOf, type ShownStage, strength } from './stages.model';

type Props = {
  result: Schemas['StagesResult'];
  request: Schemas['StagesRequest'];
  stages: readonly ShownStage[];
};

/** From which stage to which: people who so moved in the period. */
export function MovesTable({ result, request, stages }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  return (
    <Section title={t('stages.moves')} counted="stageFlow">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('stages.moves')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('stages.fromTo')}</th>
              {stages.map((stage) => (
                <th key={stage.id} scope="col">
                  {stage.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map((from) => (
              <tr key={from.id}>
                <th scope="row">{from.name}</th>
                {stages.map((to) => {
                  const move = moveOf(result, from.id, to.id);
                  if (move.times === 0) return <td key={to.id} />;
                  return (
                    <td key={to.id}>
                      <button
                        type="button"
                        className={css.cell}
                        style={{ ['--strength' as string]: strength(result, move.persons) }}
                        title={t('stages.times', { count: move.times, shown: format.number(move.times) })}
                        onClick={() =>
                          openPeople({
                            title: `${from.name} → ${to.name}`,
                            query: { kind: 'stages', stages: request, stage: from.id, toStage: to.id },
                          })
                        }
                      >
                        {format.number(move.persons)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
