import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import css from './ReportTabs.module.css';
import { groupedReports, type ReportEntry, type ReportGroup } from './reportKinds';

/**
 * From report to report; period, comparison and segment go with the user. The group one is in lies open where there is
 * room, the others are menus, so that the row stays calm however many reports there are.
 */
export function ReportTabs() {
  const { t } = useTranslation();
  const current = useLocation({ select: (location) => location.pathname.split('/').at(-1) ?? '' });
  return (
    <nav className={`${css.row} no-print`} aria-label={t('common.nav.reports')}>
      {groupedReports.map(({ group, entries }) => {
        const here = entries.some((entry) => entry.kind === current);
        return (
          <div key={group} className={here ? css.here : css.group}>
            <GroupMenu group={group} entries={entries} current={here ? current : null} />
            {here && <OpenGroup group={group} entries={entries} />}
          </div>
        );
      })}
    </nav>
  );
}

type Props = { group: ReportGroup; entries: readonly ReportEntry[] };

/** The current group's reports as links; hidden where there is no room for them. */
function OpenGroup({ group, entries }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <span className={css.name} aria-hidden>
        {t(`reports.group.${group}`)}
      </span>
      {entries.map(({ kind }) => (
        <PathLink key={kind} path={`reports/${kind}`} className={css.link} activeOptions={{ includeSearch: false }}>
          {t(`common.report.${kind}`)}
        </PathLink>
      ))}
    </>
  );
}

function GroupMenu({ group, entries, current }: Props & { current: string | null }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" shadow="md" width={320} trapFocus returnFocus>
      <Menu.Target>
        <UnstyledButton className={css.button} data-active={current !== null || undefined}>
          {t(`reports.group.${group}`)}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ kind, icon: Icon }) => (
          <Menu.Item
            key={kind}
            component={PathLink}
            path={`reports/${kind}`}
            leftSection={<Icon size={18} stroke={1.6} />}
            aria-current={kind === current ? 'page' : undefined}
            className={css.item}
          >
            {t(`common.report.${kind}`)}
            <Text size="xs" c="dimmed" component="span" display="block">
              {t(`reports.about.${kind}`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
