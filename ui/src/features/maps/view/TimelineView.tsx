import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import hues from '../hues.module.css';
import { momentsOf } from '../model/times.model';
import { CardPicture } from './CardPicture';
import { useMapTimes } from './useMapTimes';
import type { ViewProps } from './View';
import css from './Views.module.css';

/** When people really come to each card: medians from their first event on the map. */
export function TimelineView({ id, content, scope, model, open }: ViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const times = useMapTimes(id, scope, model);
  return (
    <QueryView query={times}>
      {(data) => {
        const moments = momentsOf(content, data);
        if (moments.length === 0) {
          return <EmptyState title={t('mapviews.timeline.none')} text={t('mapviews.timeline.noneText')} />;
        }
        return (
          <section aria-label={t('mapviews.timeline.title')}>
            <Text size="sm" c="dimmed" mb={8}>
              {t('mapviews.timeline.explain')}
            </Text>
            <ol className={css.timeline}>
              {moments.map(({ card, stage, seconds, since, persons, room }) => (
                <li key={card.id} className={hues.hue} data-hue={stage.hue} style={{ paddingTop: room }}>
                  {since >= 1 && (
                    <span className={css.since}>
                      {t('mapviews.timeline.later', { time: format.duration(since * 1000) })}
                    </span>
                  )}
                  <button type="button" className={css.moment} onClick={() => open(card.id)}>
                    <span className={css.when}>
                      {seconds < 1 ? t('mapviews.timeline.start') : format.duration(seconds * 1000)}
                    </span>
                    {card.image && <CardPicture id={card.image} className={css.small} />}
                    <strong>{card.title}</strong>
                    <span className={css.facts}>
                      {stage.name} · {t('maps.live.persons', { count: persons, shown: format.number(persons) })}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      }}
    </QueryView>
  );
}
