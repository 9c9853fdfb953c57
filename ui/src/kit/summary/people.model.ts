import type { Schemas } from '@/api/client';
import type { ReportKind } from '../report/exportReport';

type PeopleQuery = Schemas['PeopleQuery'];

/** What of a report's answer somebody wants to see the people of. */
export type Part =
  | { of: 'figure'; key: string }
  /** A row or bar of a table, by the column that names it; `orMore` with those of the rows after it. */
  | { of: 'row'; table: string; by: string; label: string; place: number; lastDay?: string; orMore?: boolean }
  | { of: 'cell'; row: string; period: number }
  /** A figure of the period that starts on a day, by the key of its column. */
  | { of: 'point'; from: string; column: string }
  | { of: 'way'; step?: number; from: string; to?: string };

type Asked = Record<string, unknown> & { scope: Schemas['Scope'] };

/** The people behind a part of a report; null where the figure counts no people of its own. */
export function peopleOf(kind: ReportKind, asked: Asked, part: Part): PeopleQuery | null {
  switch (part.of) {
    case 'figure':
      return ofFigure(kind, asked, part.key);
    case 'row':
      return ofRow(kind, asked, part);
    case 'cell':
      return ofCell(kind, asked, part.row, part.period);
    case 'way':
      return ofWay(kind, asked, part);
    case 'point':
      return ofPoint(kind, asked, part.from, part.column);
  }
}

const commerceFigures: Readonly<Record<string, Schemas['CommerceFigure']>> = {
  revenue: 'buyers',
  orders: 'buyers',
  buyers: 'buyers',
  averageOrderValue: 'buyers',
  repeatRate: 'repeatBuyers',
  cartAbandonment: 'cartAbandoned',
  checkoutAbandonment: 'checkoutAbandoned',
};

function ofFigure(kind: ReportKind, asked: Asked, key: string): PeopleQuery | null {
  if (kind === 'overview' && ['visitors', 'sessions', 'pageViews'].includes(key)) {
    return { kind, overview: asked as Schemas['OverviewRequest'], dimension: 'all' };
  }
  if (kind === 'overview' && ['conversions', 'conversionRate', 'revenue'].includes(key)) {
    return { kind, overview: asked as Schemas['OverviewRequest'], dimension: 'converting' };
  }
  if (kind === 'funnel') {
    const funnel = asked as unknown as Schemas['FunnelRequest'];
    return { kind, funnel, step: key === 'persons' ? 1 : funnel.steps.length, outcome: 'converted' };
  }
  const figure = commerceFigures[key];
  if (kind === 'commerce' && figure) return { kind, commerce: asked as Schemas['CommerceRequest'], figure };
  return null;
}

const overviewTables: Readonly<Record<string, 'channel' | 'device' | 'page'>> = {
  channels: 'channel',
  devices: 'device',
  pages: 'page',
};

function ofRow(kind: ReportKind, asked: Asked, part: Part & { of: 'row' }): PeopleQuery | null {
  const { table, by, label: value, place } = part;
  const dimension = overviewTables[table];
  if (kind === 'overview' && dimension) {
    return { kind, overview: asked as Schemas['OverviewRequest'], dimension, value };
  }
  if (kind === 'pages') return { kind, pages: asked as Schemas['PagesRequest'], value };
  if (kind === 'acquisition' && table === 'origins') {
    return { kind, acquisition: asked as Schemas['AcquisitionRequest'], value };
  }
  // Rows of a split funnel are named by their group and stand for several steps.
  if (kind === 'funnel' && by === 'step') {
    return { kind, funnel: asked as Schemas['FunnelRequest'], step: place + 1, outcome: 'converted' };
  }
  if (kind === 'stickiness') {
    const activity = asked as Schemas['ActivityRequest'];
    return { kind, activity, period: Number(value), orMore: part.orMore ?? false };
  }
  // The stages' table tells where people are at the end, which the last point of their series tells too.
  if (kind === 'stages' && part.lastDay !== undefined) {
    return { kind, stages: asked as Schemas['StagesRequest'], stage: value, cohort: part.lastDay };
  }
  return null;
}

const phases = ['active', 'newcomers', 'returning', 'resurrecting', 'dormant'] as const;

function ofPoint(kind: ReportKind, asked: Asked, from: string, column: string): PeopleQuery | null {
  const phase = phases.find((one) => one === column);
  if (kind === 'lifecycle' && phase) {
    return { kind, activity: asked as Schemas['ActivityRequest'], cohort: from, phase };
  }
  if (kind === 'stages') {
    const stage = column === 'noStage' ? '' : column;
    return { kind, stages: asked as Schemas['StagesRequest'], stage, cohort: from };
  }
  if (kind === 'funnel' && ['entered', 'conversions', 'conversionRate'].includes(column)) {
    const funnel = asked as unknown as Schemas['FunnelRequest'];
    const step = column === 'entered' ? 1 : funnel.steps.length;
    return { kind, funnel, step, outcome: 'converted', cohort: from };
  }
  return null;
}

function ofCell(kind: ReportKind, asked: Asked, row: string, period: number): PeopleQuery | null {
  const retention = asked as unknown as Schemas['RetentionRequest'];
  if (kind === 'retention') return { kind, retention, cohort: row, period, outcome: 'converted' };
  return kind === 'cohorts' ? { kind, retention, value: row, period, outcome: 'converted' } : null;
}

function ofWay(kind: ReportKind, asked: Asked, { step, from, to }: Part & { of: 'way' }): PeopleQuery | null {
  const target = to === undefined ? {} : { toLabel: to };
  if (kind === 'paths' && step !== undefined) {
    return { kind, paths: asked as Schemas['PathsRequest'], step, label: from, ...target };
  }
  if (kind === 'stages' && to !== undefined) {
    return { kind, stages: asked as Schemas['StagesRequest'], stage: from, toStage: to };
  }
  return kind === 'process' ? { kind, process: asked as Schemas['ProcessRequest'], label: from, ...target } : null;
}
