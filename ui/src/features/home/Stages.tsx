import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useStages } from '@/api/lists';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { HueBadge } from '@/kit/StageBadge';
import { stageName } from '@/kit/stageName';
import css from './Home.module.css';
import { stageShares } from './home.model';

/** How many people are in each stage right now. */
export function Stages() {
  const { t } = useTranslation();
  const stages = useStages();
  return (
    <Section title={t('home.stages')} counted="stages">
      <QueryView query={stages}>{(model) => <Occupancy model={model} />}</QueryView>
    </Section>
  );
}

function Occupancy({ model }: { model: Schemas['StageModel'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const shares = stageShares(model);
  return (
    <>
      <div className={css.stageBar} aria-hidden>
        {shares
          .filter((stage) => stage.share > 0)
          .map((stage) => (
            <span key={stage.stage} data-hue={stage.hue} style={{ flexGrow: stage.share }} />
          ))}
      </div>
      <ul className={css.stageList}>
        {shares.map((stage) => (
          <li key={stage.stage}>
            <HueBadge hue={stage.hue} label={stageName({ id: stage.stage, name: stage.name }, t)} />
            <FigureButton
              onClick={() =>
                openPeople({
                  title: stageName({ id: stage.stage, name: stage.name }, t),
                  query: { kind: 'stage', stage: stage.stage },
                })
              }
            >
              {format.number(stage.persons)}
            </FigureButton>
            <span className={css.barFigure}>{format.percent(stage.share, 0)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
