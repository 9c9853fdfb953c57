import { IconCircleDashed, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './StatusBadge.module.css';

const icons = { draft: IconCircleDashed, live: IconPlayerPlay, paused: IconPlayerPause, stopped: IconPlayerStop };

export function StatusBadge({ status }: { status: keyof typeof icons }) {
  const { t } = useTranslation();
  const Icon = icons[status];
  return (
    <span className={css.badge} data-status={status}>
      <Icon size={14} aria-hidden /> {t(`flows.status.${status}`)}
    </span>
  );
}
