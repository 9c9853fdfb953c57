import { IconArrowFork, IconLink, IconMap2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import type { MapCard } from '../model/map.model';
import css from './Card.module.css';

/** What else a card knows: evidence, ways on, the map behind it, what an opportunity is worth. */
export function CardExtras({ card }: { card: MapCard }) {
  const { t } = useTranslation();
  const { evidence = [], next = [], submap, opportunity, purpose } = card;
  return (
    <>
      {purpose && <span className={css.extra}>{t(`mapwork.purpose.${purpose}`)}</span>}
      {opportunity?.status && <span className={css.extra}>{t(`mapwork.status.${opportunity.status}`)}</span>}
      {evidence.length > 0 && (
        <span className={css.extra} title={evidence.map(({ url, label }) => label ?? url).join('\n')}>
          <IconLink size={12} aria-hidden /> {t('mapwork.evidence.count', { count: evidence.length })}
        </span>
      )}
      {next.length > 0 && (
        <span className={css.extra} role="img" aria-label={t('mapwork.next.count', { count: next.length })}>
          <IconArrowFork size={12} aria-hidden /> {next.length}
        </span>
      )}
      {submap && (
        <PathLink path={`maps/${submap}`} className={css.extra ?? ''}>
          <IconMap2 size={12} aria-hidden /> {t('mapwork.submap.open')}
        </PathLink>
      )}
    </>
  );
}
