import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FigureButton } from '@/kit/DataTable';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import hues from '../hues.module.css';
import type { MapLive } from '../model/live.model';
import type { MapContent } from '../model/map.model';
import css from './Campaigns.module.css';

/** The campaigns people come from, stage by stage, as one more lane under the map. */
export function Campaigns({ map, live }: { map: MapContent; live: MapLive | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scope } = useFilter();
  const { map: id = '' } = useParams({ strict: false }) as { map?: string };
  const openPeople = usePeopleDrawer();
  const campaigns = live?.campaigns ?? [];
  if (campaigns.length === 0) return null;
  return (
    <section className={css.lane} aria-label={t('live.campaigns')}>
      <span className={css.title}>
        {t('live.campaigns')} <HowCounted topic="mapCampaigns" />
      </span>
      <div className={css.stages}>
        {map.stages.map((stage) => (
          <div key={stage.id} className={`${css.stage} ${hues.hue}`} data-hue={stage.hue}>
            <span className={css.name}>{stage.name}</span>
            <ul className={css.list}>
              {campaigns
                .filter((campaign) => campaign.stage === stage.id)
                .map(({ campaign, persons }) => (
                  <li key={campaign}>
                    <span>{campaign}</span>{' '}
                    <span className={css.count}>
                      <FigureButton
                        onClick={() =>
                          openPeople({
                            title: `${stage.name}: ${campaign}`,
                            query: { kind: 'mapStage', map: id, stage: stage.id, value: campaign, scope },
                          })
                        }
                      >
                        {format.number(persons)}
                      </FigureButton>
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
