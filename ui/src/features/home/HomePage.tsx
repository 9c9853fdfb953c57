import { Button, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '@/kit/filter/FilterBar';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspace } from '@/kit/workspace';
import { Doing } from './Doing';
import css from './Home.module.css';
import { Leaving } from './Leaving';
import { Raised } from './Raised';
import { Running } from './Running';
import { Stages } from './Stages';

const Goals = lazy(() => import('./Goals').then((file) => ({ default: file.Goals })));

export function HomePage() {
  const { t } = useTranslation();
  const { name, eventsTo } = useWorkspace();
  return (
    <Page
      title={name}
      sentence={t('home.sentence')}
      actions={<PathLink path="dashboards">{t('home.dashboards')}</PathLink>}
    >
      {eventsTo === undefined ? (
        <Welcome />
      ) : (
        <>
          <FilterBar />
          <Stack gap={16}>
            <Raised />
            <Doing />
            <Suspense fallback={null}>
              <Goals />
            </Suspense>
            <div className={css.two}>
              <Leaving />
              <Stack gap={16}>
                <Stages />
                <Running />
              </Stack>
            </div>
          </Stack>
        </>
      )}
    </Page>
  );
}

function Welcome() {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <EmptyState
      title={t('home.welcomeTitle')}
      text={t('home.welcomeText')}
      example={t('home.welcomeExample')}
      action={<Button onClick={() => go('sources')}>{t('home.welcomeAction')}</Button>}
    />
  );
}
