import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '@/api/lists';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Home.module.css';

/** Alerts that are out of bounds; nothing while there is none. */
export function Raised() {
  const { t } = useTranslation();
  const alerts = useQuery(alertsQuery(useWorkspaceId()));
  const raised = alerts.data?.filter((alert) => alert.state === 'raised') ?? [];
  if (raised.length === 0) return null;
  return (
    <PathLink path="alerts" className={css.raised}>
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <strong>{t('home.alerts')}:</strong> {raised.map((alert) => alert.name).join(', ')}
    </PathLink>
  );
}
