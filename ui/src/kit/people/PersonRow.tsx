import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '../format';
import { PathLink } from '../PathLink';
import { StageBadge } from '../StageBadge';
import css from './PersonRow.module.css';
import { initials } from './people.model';

export function PersonSign({ label }: { label: string }) {
  return (
    <span className={css.sign} aria-hidden>
      {initials(label)}
    </span>
  );
}

export function PersonRow({ person, onOpen }: { person: Schemas['PersonSummary']; onOpen?: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PathLink path={`people/${person.id}`} className={css.row} onClick={onOpen}>
      <PersonSign label={person.label} />
      <span className={css.name}>
        <span className={css.cut}>{person.label}</span>
        <span className={`${css.soft} ${css.cut}`}>
          {t('common.people.events', { count: person.events, shown: format.number(person.events) })} ·{' '}
          {format.dateTime(person.lastSeen)}
        </span>
      </span>
      <span className={css.end}>
        {person.stage && <StageBadge stage={person.stage} />}
        {person.revenue !== undefined && person.revenue > 0 && (
          <span className={`${css.soft} tabular`}> {format.money(person.revenue)}</span>
        )}
      </span>
    </PathLink>
  );
}
