import type { ReportExtra } from '@/kit/report/extras';

/** What features add to every report's menu. */
export const reportExtras: readonly ReportExtra[] = [];
