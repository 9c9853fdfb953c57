import {
  IconArrowRoundaboutRight,
  IconChartBar,
  IconHome2,
  IconMap2,
  IconMessage2,
  IconPlugConnected,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';

export type Place = { path: string; label: string; icon: typeof IconHome2 };

/** The main places, in the order of the rail. `label` is a translation key. */
export const places: readonly Place[] = [
  { path: '', label: 'common.nav.home', icon: IconHome2 },
  { path: 'maps', label: 'common.nav.maps', icon: IconMap2 },
  { path: 'reports', label: 'common.nav.reports', icon: IconChartBar },
  { path: 'people', label: 'common.nav.people', icon: IconUsers },
  { path: 'flows', label: 'common.nav.flows', icon: IconArrowRoundaboutRight },
  { path: 'messages', label: 'common.nav.messages', icon: IconMessage2 },
  { path: 'sources', label: 'common.nav.sources', icon: IconPlugConnected },
  { path: 'settings', label: 'common.nav.settings', icon: IconSettings },
];
