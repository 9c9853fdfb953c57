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
import { Badge } from './Badge';

const looks = {
  PENDING: { icon: IconClock, tone: 'plain' },
  SENDING: { icon: IconSend, tone: 'plain' },
  SENT: { icon: IconCheck, tone: 'good' },
  FAILED: { icon: IconAlertTriangle, tone: 'bad' },
  UNKNOWN: { icon: IconHelpCircle, tone: 'noted' },
  SKIPPED: { icon: IconPlayerSkipForward, tone: 'plain' },
} as const;

/** What became of a message. */
export function MessageStatusBadge({ status }: { status: Schemas['MessageStatus'] }) {
  const { t } = useTranslation();
  return <Badge {...looks[status]}>{t(`common.messageStatus.${status}`)}</Badge>;
}
