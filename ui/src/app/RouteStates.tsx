import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import pageCss from '@/kit/Page.module.css';
import { EmptyState, ErrorState } from '@/kit/states';

/** What the error boundary of every route shows: the shell around it stays usable. */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  return (
    <div className={pageCss.page}>
      <ErrorState
        error={error}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

export function PageMissing() {
  const { t } = useTranslation();
  return (
    <div className={pageCss.page}>
      <EmptyState
        title={t('common.missingPage.title')}
        text={t('common.missingPage.text')}
        action={
          <Button component="a" href="/">
            {t('common.missingPage.action')}
          </Button>
        }
      />
    </div>
  );
}
