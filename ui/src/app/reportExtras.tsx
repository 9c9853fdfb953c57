import { lazy, Suspense } from 'react';
import type { DashboardExtra, ReportExtra } from '@/kit/report/extras';

const AddToDashboard = lazy(() =>
  import('@/features/dashboards/AddToDashboard').then((file) => ({ default: file.AddToDashboard })),
);

const AlertEntries = lazy(() =>
  import('@/features/alerts/AlertEntries').then((file) => ({ default: file.AlertEntries })),
);

const EventLogEntry = lazy(() =>
  import('@/features/reports/process/EventLogEntry').then((file) => ({ default: file.EventLogEntry })),
);

const ShareEntry = lazy(() => import('@/features/shares/ShareEntry').then((file) => ({ default: file.ShareEntry })));

const ShareDashboard = lazy(() =>
  import('@/features/shares/ShareDashboard').then((file) => ({ default: file.ShareDashboard })),
);

/** What features add to every report's menu. */
export const reportExtras: readonly ReportExtra[] = [
  (report) => (
    <Suspense fallback={null}>
      <ShareEntry report={report} />
      <AddToDashboard report={report} />
      <AlertEntries report={report} />
      {report.kind === 'process' && <EventLogEntry report={report} />}
    </Suspense>
  ),
];

export const dashboardExtras: readonly DashboardExtra[] = [
  (dashboard) => (
    <Suspense fallback={null}>
      <ShareDashboard {...dashboard} />
    </Suspense>
  ),
];
