import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconArrowRoundaboutRight,
  IconChartBar,
  IconHelpCircle,
  IconLayoutDashboard,
  IconMap2,
  IconMessageCircleHeart,
  IconSearch,
  IconTarget,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { dashboardsQuery, flowsQuery, goalsQuery, mapsQuery, savedReportsQuery, segmentsQuery } from '@/api/lists';
import { reportEntries } from '@/features/reports/reportKinds';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { type Matchable, matching } from './palette.model';
import { type Place, places } from './places';

type Command = Matchable & { icon: Place['icon']; run: () => void };

type Props = { close: () => void; openHelp: () => void };

function useCommands(openHelp: () => void): Command[] {
  const { t } = useTranslation();
  const go = useGo();
  const workspace = useWorkspaceId();
  const maps = useQuery(mapsQuery(workspace)).data ?? [];
  const flows = useQuery(flowsQuery(workspace)).data ?? [];
  const segments = useQuery(segmentsQuery(workspace)).data ?? [];
  const saved = useQuery(savedReportsQuery(workspace)).data ?? [];
  const goals = useQuery(goalsQuery(workspace)).data ?? [];
  const dashboards = useQuery(dashboardsQuery(workspace)).data ?? [];
  return [
    ...places.map((place) => ({
      id: `place:${place.path}`,
      label: t(place.label),
      group: t('common.palette.pages'),
      icon: place.icon,
      run: () => go(place.path),
    })),
    ...reportEntries.map(({ kind, icon }) => ({
      id: `report:${kind}`,
      label: t(`common.report.${kind}`),
      group: t('common.palette.reports'),
      icon,
      run: () => go(`reports/${kind}`),
    })),
    {
      id: 'surveys',
      label: t('common.surveys'),
      group: t('common.palette.reports'),
      icon: IconMessageCircleHeart,
      run: () => go('surveys'),
    },
    {
      id: 'dashboards',
      label: t('home.dashboards'),
      group: t('common.palette.reports'),
      icon: IconLayoutDashboard,
      run: () => go('dashboards'),
    },
    ...dashboards.map((dashboard) => ({
      id: `dashboard:${dashboard.id}`,
      label: dashboard.name,
      group: t('common.palette.reports'),
      icon: IconLayoutDashboard,
      run: () => go(`dashboards/${dashboard.id}`),
    })),
    ...saved.map((report) => ({
      id: `saved:${report.id}`,
      label: report.name,
      group: t('common.palette.reports'),
      icon: IconChartBar,
      run: () => go(`reports/${report.kind}`, { report: report.id }),
    })),
    ...goals.map((goal) => ({
      id: `goal:${goal.id}`,
      label: goal.name,
      group: t('common.palette.maps'),
      icon: IconTarget,
      run: () => go('maps/goals'),
    })),
    ...maps.map((map) => ({
      id: `map:${map.id}`,
      label: map.name,
      group: t('common.palette.maps'),
      icon: IconMap2,
      run: () => go(`maps/${map.id}`),
    })),
    ...flows.map((flow) => ({
      id: `flow:${flow.id}`,
      label: flow.name,
      group: t('common.palette.flows'),
      icon: IconArrowRoundaboutRight,
      run: () => go(`flows/${flow.id}`),
    })),
    ...segments.map((segment) => ({
      id: `segment:${segment.id}`,
      label: segment.name,
      group: t('common.palette.segments'),
      icon: IconUsersGroup,
      run: () => go(`people/segments/${segment.id}`),
    })),
    { id: 'help', label: t('common.help.open'), group: t('common.palette.pages'), icon: IconHelpCircle, run: openHelp },
  ];
}

function usePeopleCommands(text: string): Command[] {
  const { t } = useTranslation();
  const go = useGo();
  const workspace = useWorkspaceId();
  const [search] = useDebouncedValue(text.trim(), 150);
  const people = useQuery({
    queryKey: [workspace, 'people', 'palette', search],
    enabled: search.length >= 2,
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people', { params: { path: { workspace }, query: { search, limit: 6 } } }),
      ),
  });
  if (search.length < 2) return [];
  return (people.data?.people ?? []).map((person) => ({
    id: `person:${person.id}`,
    label: person.email && person.email !== person.label ? `${person.label} · ${person.email}` : person.label,
    group: t('common.palette.people'),
    icon: IconUser,
    run: () => go(`people/${person.id}`),
  }));
}

export function Palette({ close, openHelp }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const commands = useCommands(openHelp);
  const people = usePeopleCommands(text);
  useEffect(() => {
    spotlight.open();
  }, []);
  const groups = matching([...commands, ...people], text, people);
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      onSpotlightClose={close}
      shortcut={null}
      scrollable
      maxHeight={440}
    >
      <Spotlight.Search
        placeholder={t('common.palette.placeholder')}
        aria-label={t('common.palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>{t('common.palette.nothing')}</Spotlight.Empty>}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.name} label={group.name}>
            {group.commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={<command.icon size={18} stroke={1.6} />}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
