import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { TalkBadge } from '@/kit/talk/TalkBadge';
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
      <TalkBadge open={marks.comments} mentions={marks.mentions} />
    </span>
  );
});
