import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';

export function MapsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('maps.title')} sentence={t('maps.sentence')}>
      {null}
    </Page>
  );
}
