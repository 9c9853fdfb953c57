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
import css from './Campaigns.module.css';
import type { CampaignStatus } from './campaign.model';

const icons = {
  draft: IconCircleDashed,
  scheduled: IconClock,
  preparing: IconLoader2,
  sending: IconPlayerPlay,
  paused: IconPlayerPause,
  done: IconCheck,
  stopped: IconPlayerStop,
};

export function CampaignStatusBadge({ status }: { status: CampaignStatus }) {
  const { t } = useTranslation();
  const Icon = icons[status];
  return (
    <span className={css.badge} data-status={status}>
      <Icon size={14} aria-hidden /> {t(`campaigns.status.${status}`)}
    </span>
  );
}
