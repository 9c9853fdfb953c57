import { IconMessage } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Marks } from '../model/marks.model';
import css from './Card.module.css';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** Who else is at the card, and how much is being said about it. */
export const CardMarks = memo(function CardMarks({ marks }: { marks: Marks }) {
  const { t } = useTranslation();
  if (marks.people.length === 0 && marks.comments === 0) return null;
  const mentions = marks.mentions > 0 ? t('mapwork.talk.mentions', { count: marks.mentions }) : '';
  return (
    <span className={css.marks}>
      {marks.people.map((name) => (
        <span
          key={name}
          className={css.person}
          role="img"
          aria-label={t('mapwork.present.atCard', { name })}
          title={t('mapwork.present.atCard', { name })}
        >
          {initials(name)}
        </span>
      ))}
      {marks.comments > 0 && (
        <span
          className={css.talk}
          data-mentioned={marks.mentions > 0 || undefined}
          role="img"
          aria-label={[t('mapwork.talk.count', { count: marks.comments }), mentions].filter(Boolean).join(', ')}
        >
          <IconMessage size={12} aria-hidden />
          {marks.comments}
          {marks.mentions > 0 && ` @${marks.mentions}`}
        </span>
      )}
    </span>
  );
});
