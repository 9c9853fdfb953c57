import {
  IconActivity,
  IconAffiliate,
  IconCalendarRepeat,
  IconChartLine,
  IconDatabaseSearch,
  IconFileText,
  IconFilter2,
  IconGauge,
  IconHeartbeat,
  type IconHome2,
  IconMoodSmile,
  IconPuzzle,
  IconRefresh,
  IconRoute2,
  IconShoppingCart,
  IconSitemap,
  IconStairsUp,
  IconTableOptions,
  IconWorldSearch,
} from '@tabler/icons-react';

/** The groups in the order in which they are shown; each has `reports.group.X`. */
export const reportGroups = ['traffic', 'journeys', 'people', 'value', 'data'] as const;
export type ReportGroup = (typeof reportGroups)[number];

export type ReportEntry = {
  /** Last part of the address; has `common.report.X` (its name) and `reports.about.X` (one sentence). */
  kind: string;
  group: ReportGroup;
  icon: typeof IconHome2;
  page: () => Promise<Record<string, unknown>>;
  /** Name of the page's component in its file. */
  component: string;
};

/**
 * Every report, in the order of its group. The one place where a report is registered: routes, navigation, index and
 * command palette follow from it.
 */
export const reportEntries = [
  {
    kind: 'overview',
    group: 'traffic',
    icon: IconGauge,
    page: () => import('./overview/OverviewPage'),
    component: 'OverviewPage',
  },
  {
    kind: 'live',
    group: 'traffic',
    icon: IconActivity,
    page: () => import('./live/LivePage'),
    component: 'LivePage',
  },
  {
    kind: 'events',
    group: 'traffic',
    icon: IconChartLine,
    page: () => import('./events/EventsPage'),
    component: 'EventsPage',
  },
  {
    kind: 'pages',
    group: 'traffic',
    icon: IconFileText,
    page: () => import('./pages/PagesPage'),
    component: 'PagesPage',
  },
  {
    kind: 'acquisition',
    group: 'traffic',
    icon: IconWorldSearch,
    page: () => import('./acquisition/AcquisitionPage'),
    component: 'AcquisitionPage',
  },
  {
    kind: 'funnel',
    group: 'journeys',
    icon: IconFilter2,
    page: () => import('./funnel/FunnelPage'),
    component: 'FunnelPage',
  },
  {
    kind: 'paths',
    group: 'journeys',
    icon: IconRoute2,
    page: () => import('./paths/PathsPage'),
    component: 'PathsPage',
  },
  {
    kind: 'process',
    group: 'journeys',
    icon: IconSitemap,
    page: () => import('./process/ProcessPage'),
    component: 'ProcessPage',
  },
  {
    kind: 'retention',
    group: 'people',
    icon: IconRefresh,
    page: () => import('./retention/RetentionPage'),
    component: 'RetentionPage',
  },
  {
    kind: 'lifecycle',
    group: 'people',
    icon: IconHeartbeat,
    page: () => import('./activity/LifecyclePage'),
    component: 'LifecyclePage',
  },
  {
    kind: 'stickiness',
    group: 'people',
    icon: IconCalendarRepeat,
    page: () => import('./activity/StickinessPage'),
    component: 'StickinessPage',
  },
  {
    kind: 'cohorts',
    group: 'people',
    icon: IconTableOptions,
    page: () => import('./cohorts/CohortsPage'),
    component: 'CohortsPage',
  },
  {
    kind: 'stages',
    group: 'people',
    icon: IconStairsUp,
    page: () => import('./stages/StagesPage'),
    component: 'StagesPage',
  },
  {
    kind: 'surveys',
    group: 'people',
    icon: IconMoodSmile,
    page: () => import('./satisfaction/SatisfactionPage'),
    component: 'SatisfactionPage',
  },
  {
    kind: 'sql',
    group: 'data',
    icon: IconDatabaseSearch,
    page: () => import('./sql/SqlPage'),
    component: 'SqlPage',
  },
  {
    kind: 'commerce',
    group: 'value',
    icon: IconShoppingCart,
    page: () => import('./commerce/CommercePage'),
    component: 'CommercePage',
  },
  {
    kind: 'attribution',
    group: 'value',
    icon: IconAffiliate,
    page: () => import('./attribution/AttributionPage'),
    component: 'AttributionPage',
  },
  {
    kind: 'together',
    group: 'value',
    icon: IconPuzzle,
    page: () => import('./together/TogetherPage'),
    component: 'TogetherPage',
  },
] as const satisfies readonly ReportEntry[];

export type ReportPageKind = (typeof reportEntries)[number]['kind'];

export const reportKinds: readonly ReportPageKind[] = reportEntries.map((entry) => entry.kind);

/** The reports by group; a group without a report is left out. */
export const groupedReports: readonly { group: ReportGroup; entries: readonly ReportEntry[] }[] = reportGroups
  .map((group) => ({ group, entries: reportEntries.filter((entry) => entry.group === group) }))
  .filter(({ entries }) => entries.length > 0);
