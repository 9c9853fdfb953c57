import { IconCircleDashed, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/kit/Badge';

const looks = {
  draft: { icon: IconCircleDashed, tone: 'plain' },
  live: { icon: IconPlayerPlay, tone: 'good' },
  paused: { icon: IconPlayerPause, tone: 'noted' },
  stopped: { icon: IconPlayerStop, tone: 'plain' },
} as const;

export function StatusBadge({ status }: { status: keyof typeof looks }) {
  const { t } = useTranslation();
  return <Badge {...looks[status]}>{t(`flows.status.${status}`)}</Badge>;
}
