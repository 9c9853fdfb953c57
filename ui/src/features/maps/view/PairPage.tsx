import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf } from '../model/map.model';
import { mapQuery } from '../queries';
import { MapTable } from './MapTable';
import css from './MapTable.module.css';

/** How it is and how it should be, side by side. */
export function PairPage() {
  const { t } = useTranslation();
  const { map = '', other = '' } = useParams({ strict: false }) as { map?: string; other?: string };
  return (
    <Page
      wide
      title={t('mapreview.pairTitle')}
      sentence={t('mapreview.pairSentence')}
      above={<PathLink path="maps">{t('maps.title')}</PathLink>}
    >
      <div className={css.pair}>
        <Side map={map} />
        <Side map={other} />
      </div>
    </Page>
  );
}

function Side({ map }: { map: string }) {
  const { t } = useTranslation();
  const query = useQuery(mapQuery(useWorkspaceId(), map));
  return (
    <QueryView query={query}>
      {(found) => (
        <Stack gap={8}>
          <div>
            <PathLink path={`maps/${found.id}`}>{found.name}</PathLink>
            <Text size="sm" c="dimmed">
              {t(`maps.kind.${found.kind ?? 'asIs'}`)}
            </Text>
          </div>
          <MapTable map={contentOf(found)} label={found.name} />
        </Stack>
      )}
    </QueryView>
  );
}
