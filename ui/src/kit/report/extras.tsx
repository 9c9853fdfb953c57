import { createContext, type ReactNode, useContext } from 'react';
import type { AskedReport } from './exportReport';

/**
 * A further entry of every report's menu, such as "add to a dashboard". A feature offers one; the shell, which knows
 * all features, lists them. It renders `Menu.Item`s.
 */
export type ReportExtra = (report: AskedReport) => ReactNode;

const context = createContext<readonly ReportExtra[]>([]);

export const ReportExtrasProvider = context.Provider;

export function useReportExtras(): readonly ReportExtra[] {
  return useContext(context);
}

/** A further button of every dashboard; offered and listed in the same way. */
export type DashboardExtra = (dashboard: { id: string; name: string }) => ReactNode;

const dashboardContext = createContext<readonly DashboardExtra[]>([]);

export const DashboardExtrasProvider = dashboardContext.Provider;

export function useDashboardExtras(): readonly DashboardExtra[] {
  return useContext(dashboardContext);
}
