import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';

export function HomePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('home.title')} sentence={t('home.sentence')}>
      {null}
    </Page>
  );
}
