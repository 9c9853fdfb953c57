import { lazy, Suspense } from 'react';
import type { ReportExtra } from '@/kit/report/extras';

const AddToDashboard = lazy(() =>
  import('@/features/dashboards/AddToDashboard').then((file) => ({ default: file.AddToDashboard })),
);

const AlertEntries = lazy(() =>
  import('@/features/alerts/AlertEntries').then((file) => ({ default: file.AlertEntries })),
);

/** What features add to every report's menu. */
export const reportExtras: readonly ReportExtra[] = [
  (report) => (
    <Suspense fallback={null}>
      <AddToDashboard report={report} />
      <AlertEntries report={report} />
    </Suspense>
  ),
];
