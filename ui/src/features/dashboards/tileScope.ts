import type { Schemas } from '@/api/client';
import { resolveFilter } from '@/kit/filter/filter.model';
import type { TileReport } from './dashboard.model';

/** The page's period, or the tile's own up to the same last day. */
export function scopeOf(report: TileReport, page: Schemas['Scope'], lastDay: string): Schemas['Scope'] {
  if (report.period === undefined) return page;
  const { from, to } = resolveFilter({ period: report.period }, lastDay);
  return { ...page, from, to };
}
