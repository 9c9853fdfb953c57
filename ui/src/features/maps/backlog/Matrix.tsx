import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { type Quadrant, quadrantOf, type Scored } from '../model/backlog.model';
import css from './Backlog.module.css';

const quadrants: readonly Quadrant[] = ['now', 'plan', 'fill', 'leave'];

/** Value against effort, in four fields. */
export function Matrix({ cards }: { cards: readonly Scored[] }) {
  const { t } = useTranslation();
  return (
    <section className={css.matrix} aria-label={t('mapbacklog.matrix')}>
      {quadrants.map((quadrant) => (
        <div key={quadrant} className={css.quadrant} data-quadrant={quadrant}>
          <strong>{t(`mapbacklog.quadrant.${quadrant}.title`)}</strong>
          <span className={css.hint}>{t(`mapbacklog.quadrant.${quadrant}.text`)}</span>
          <ul>
            {cards
              .filter((card) => quadrantOf(card) === quadrant)
              .map((card) => (
                <li key={`${card.map} ${card.card.id}`}>
                  <PathLink path={`maps/${card.map}`}>{card.card.title}</PathLink>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
