import {
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconLoader2,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/kit/Badge';
import type { CampaignStatus } from './campaign.model';

const looks = {
  draft: { icon: IconCircleDashed, tone: 'plain' },
  scheduled: { icon: IconClock, tone: 'noted' },
  preparing: { icon: IconLoader2, tone: 'plain' },
  sending: { icon: IconPlayerPlay, tone: 'good' },
  paused: { icon: IconPlayerPause, tone: 'noted' },
  done: { icon: IconCheck, tone: 'good' },
  stopped: { icon: IconPlayerStop, tone: 'plain' },
} as const;

export function CampaignStatusBadge({ status }: { status: CampaignStatus }) {
  const { t } = useTranslation();
  return <Badge {...looks[status]}>{t(`campaigns.status.${status}`)}</Badge>;
}
