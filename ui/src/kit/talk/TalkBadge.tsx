import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './Talk.module.css';

/** How many threads are open about one part, and whether somebody asks for me there. */
export function TalkBadge({ open, mentions }: { open: number; mentions: number }) {
  const { t } = useTranslation();
  if (open === 0) return null;
  const mine = mentions > 0 ? t('mapwork.talk.mentions', { count: mentions }) : '';
  return (
    <span
      className={css.badge}
      data-mentioned={mentions > 0 || undefined}
      role="img"
      aria-label={[t('mapwork.talk.count', { count: open }), mine].filter(Boolean).join(', ')}
    >
      <IconMessage size={12} aria-hidden />
      {open}
      {mentions > 0 && ` @${mentions}`}
    </span>
  );
}
