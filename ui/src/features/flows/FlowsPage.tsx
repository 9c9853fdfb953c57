import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';

export function FlowsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('flows.title')} sentence={t('flows.sentence')}>
      {null}
    </Page>
  );
}
