import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconPlayerSkipForward,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from './MessageStatusBadge.module.css';

const icons = {
  PENDING: IconClock,
  SENDING: IconSend,
  SENT: IconCheck,
  FAILED: IconAlertTriangle,
  UNKNOWN: IconHelpCircle,
  SKIPPED: IconPlayerSkipForward,
};

/** What became of a message: a sign and a word, with a colour beside them. */
export function MessageStatusBadge({ status }: { status: Schemas['MessageStatus'] }) {
  const { t } = useTranslation();
  const Icon = icons[status];
  return (
    <span className={css.badge} data-status={status}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {t(`common.messageStatus.${status}`)}
    </span>
  );
}
