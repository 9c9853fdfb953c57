import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { placesOf, type Ranked } from '../model/backlog.model';
import css from './ScoreMatrix.module.css';

const quadrants = ['now', 'plan', 'fill', 'leave'] as const;

/** Within the margin that lets dots at the ends stand whole. */
const along = (share: number, beside = 0) => `calc(20px + (100% - 40px) * ${share} + ${beside * 26}px)`;

/** Value upwards against effort to the right; each opportunity stands where its scores put it, with its rank. */
export function ScoreMatrix({ cards, open }: { cards: readonly Ranked[]; open: (card: Ranked) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? '–' : format.number(value, 1));
  return (
    <section className={css.matrix} aria-label={t('mapbacklog.matrix')}>
      <span className={css.up}>{t('mapbacklog.axis.value')}</span>
      <div className={css.plane}>
        {quadrants.map((quadrant) => (
          <div key={quadrant} className={css.quadrant} data-quadrant={quadrant}>
            <strong>{t(`mapbacklog.quadrant.${quadrant}.title`)}</strong>
            <span className={css.hint}>{t(`mapbacklog.quadrant.${quadrant}.text`)}</span>
          </div>
        ))}
        {placesOf(cards).map(({ card, left, bottom, beside }) => (
          <Tooltip key={`${card.map} ${card.card.id}`} label={card.card.title} multiline maw={320}>
            <button
              type="button"
              className={css.dot}
              style={{ left: along(left, beside), bottom: along(bottom) }}
              aria-label={t('mapbacklog.at', {
                rank: card.rank,
                title: card.card.title,
                value: figure(card.value),
                effort: figure(card.effort),
              })}
              onClick={() => open(card)}
            >
              {card.rank}
            </button>
          </Tooltip>
        ))}
      </div>
      <span className={css.along}>{t('mapbacklog.axis.effort')}</span>
    </section>
  );
}
