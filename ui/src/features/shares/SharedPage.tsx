import { ActionIcon, Group, Text, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useFormat } from '@/kit/format';
import { LanguageButtons } from '@/kit/LanguageButtons';
import { Page } from '@/kit/Page';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { WorkspaceProvider } from '@/kit/workspace';
import { sharedPageQuery } from './queries';
import css from './Shared.module.css';
import { SharedDashboard } from './SharedDashboard';
import { SharedReport } from './SharedReport';

/** What a link shows to somebody who is not signed in. */
export function SharedPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const page = useQuery(sharedPageQuery(token));
  if (page.isPending) {
    return (
      <Frame>
        <LoadingState rows={6} height={92} />
      </Frame>
    );
  }
  if (page.isError) {
    return (
      <Frame>
        <NoPage error={page.error} retry={() => page.refetch()} />
      </Frame>
    );
  }
  return (
    <WorkspaceProvider value={workspaceOf(page.data)}>
      <Frame of={page.data.workspace}>
        <Shown token={token} page={page.data} />
      </Frame>
    </WorkspaceProvider>
  );
}

/** Formats need its zone and currency; its id stays inside. */
const workspaceOf = (page: Schemas['SharedPage']): Schemas['Workspace'] => ({
  id: '',
  name: page.workspace,
  timeZone: page.timeZone,
  currency: page.currency,
  simulated: page.simulated,
  conversionEvent: '',
  sessionGapMinutes: 30,
  createdAt: '',
});

function Frame({ of, children }: { of?: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return (
    <div className={css.frame}>
      <header className={`${css.head} no-print`}>
        <Group gap={8} wrap="nowrap" className={css.brand ?? ''}>
          <img src="/percorso.svg" width={28} height={28} alt="" />
          <Text fw={600} size="sm" truncate>
            {of ? t('shares.page.of', { name: of }) : 'Percorso'}
          </Text>
        </Group>
        <Group gap={4} wrap="nowrap">
          <LanguageButtons />
          <Tooltip label={t('shares.page.scheme')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('shares.page.scheme')}
              onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
            >
              {scheme === 'dark' ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      </header>
      <main>{children}</main>
      <footer className={css.foot}>{t('shares.page.made')}</footer>
    </div>
  );
}

function Shown({ token, page }: { token: string; page: Schemas['SharedPage'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = [
    page.description,
    t('shares.page.days', { from: format.calendarDay(page.from), to: format.calendarDay(page.to) }),
    ...(page.segment ? [t('shares.page.only', { segment: page.segment })] : []),
    t('shares.page.until', { day: format.day(page.expiresAt) }),
    ...(page.simulated ? [t('shares.page.simulated')] : []),
  ];
  return (
    <Page title={page.name} sentence={words.filter(Boolean).join(' · ')} wide={page.kind === 'dashboard'}>
      {page.kind === 'dashboard' ? (
        <SharedDashboard token={token} tiles={page.tiles} />
      ) : (
        page.tiles.map((tile) => <SharedReport key={tile.id} token={token} tile={tile} />)
      )}
    </Page>
  );
}

function NoPage({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  if (problem.status === 410) {
    return (
      <div className={css.alone}>
        <EmptyState title={t('shares.page.gone')} text={problem.detail ?? ''} />
      </div>
    );
  }
  if (problem.status === 404) {
    return (
      <div className={css.alone}>
        <EmptyState title={t('shares.page.missing')} text={t('shares.page.missingText')} />
      </div>
    );
  }
  return (
    <div className={css.alone}>
      <ErrorState error={error} retry={retry} />
    </div>
  );
}
