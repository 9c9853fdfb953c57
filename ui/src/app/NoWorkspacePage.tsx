import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { NewWorkspaceForm } from '@/features/settings/NewWorkspace';
import { Page, Section } from '@/kit/Page';
import { EmptyState } from '@/kit/states';
import { PasswordDialog } from './PasswordDialog';
import { ToSignIn } from './ToSignIn';
import { UserMenu } from './UserMenu';

/** The first page of a new installation; a user without any workspace lands here too. */
export function NoWorkspacePage() {
  const { t } = useTranslation();
  const session = useSession();
  const [password, setPassword] = useState(false);
  const forced = session?.user.mustChangePassword === true;
  if (session === null) return <ToSignIn />;
  const mayCreate = session.user.role === 'administrator';
  return (
    <main>
      <Page
        title={t(mayCreate ? 'common.noWorkspace.first' : 'common.noWorkspace.title')}
        sentence={mayCreate ? t('common.noWorkspace.firstText') : undefined}
        actions={<UserMenu compact openPassword={() => setPassword(true)} />}
      >
        {mayCreate ? (
          <Section title={t('common.workspace.label')}>
            <NewWorkspaceForm timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone} currency="EUR" />
          </Section>
        ) : (
          <EmptyState title={t('common.noWorkspace.title')} text={t('common.noWorkspace.text')} />
        )}
      </Page>
      {(forced || password) && <PasswordDialog forced={forced} close={() => setPassword(false)} />}
    </main>
  );
}
