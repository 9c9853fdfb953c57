import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { Outlet, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { RoleProvider } from '@/kit/may';
import { PeopleDrawerProvider } from '@/kit/people/PeopleDrawer';
import { DashboardExtrasProvider, ReportExtrasProvider } from '@/kit/report/extras';
import { WorkspaceProvider } from '@/kit/workspace';
import { HelpDrawer } from './HelpDrawer';
import { BottomBar, Rail } from './Rail';
import { PageMissing } from './RouteStates';
import { dashboardExtras, reportExtras } from './reportExtras';
import css from './Shell.module.css';
import { TopBar } from './TopBar';
import { ToSignIn } from './ToSignIn';
import { rememberWorkspace } from './workspaceChoice';

const Palette = lazy(() => import('./Palette').then((module) => ({ default: module.Palette })));
const PasswordDialog = lazy(() => import('./PasswordDialog').then((module) => ({ default: module.PasswordDialog })));

export function Shell() {
  const session = useSession();
  const { workspace: id } = useParams({ strict: false });
  const workspace = session?.workspaces.find((candidate) => candidate.id === id);
  useEffect(() => {
    if (workspace) rememberWorkspace(workspace.id);
  }, [workspace]);
  if (session === null) return <ToSignIn />;
  if (workspace === undefined) return <PageMissing />;
  return (
    <RoleProvider value={workspace.role}>
      <WorkspaceProvider value={workspace}>
        <PeopleDrawerProvider key={workspace.id}>
          <ReportExtrasProvider value={reportExtras}>
            <DashboardExtrasProvider value={dashboardExtras}>
              <Frame simulated={workspace.simulated} mustChangePassword={session.user.mustChangePassword} />
            </DashboardExtrasProvider>
          </ReportExtrasProvider>
        </PeopleDrawerProvider>
      </WorkspaceProvider>
    </RoleProvider>
  );
}

function Frame({ simulated, mustChangePassword }: { simulated: boolean; mustChangePassword: boolean }) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [password, setPassword] = useState(false);
  useHotkeys([
    ['mod+K', () => setPalette(true)],
    ['shift+?', () => setHelp(true)],
  ]);
  const openers = {
    openPalette: () => setPalette(true),
    openHelp: () => setHelp(true),
    openPassword: () => setPassword(true),
  };
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>
        {t('common.skip')}
      </a>
      {narrow ? <TopBar {...openers} /> : <Rail {...openers} />}
      <main id="content" className={css.main} tabIndex={-1}>
        {simulated && (
          <div className={css.banner} role="note">
            <strong>{t('common.simulated.title')}</strong>
            <span>{t('common.simulated.text')}</span>
          </div>
        )}
        <Outlet />
      </main>
      {narrow && <BottomBar />}
      <HelpDrawer opened={help} close={() => setHelp(false)} />
      <Suspense fallback={null}>
        {palette && <Palette close={() => setPalette(false)} openHelp={() => setHelp(true)} />}
        {(password || mustChangePassword) && (
          <PasswordDialog forced={mustChangePassword} close={() => setPassword(false)} />
        )}
      </Suspense>
    </div>
  );
}
