import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { EmptyState } from '@/kit/states';

/** A user without any workspace: somebody has to give them one. */
export function NoWorkspacePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('common.noWorkspace.title')}>
      <EmptyState title={t('common.noWorkspace.title')} text={t('common.noWorkspace.text')} />
    </Page>
  );
}
