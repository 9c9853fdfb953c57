import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { For } from '@/kit/may';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { ImportCard } from './ImportCard';
import { MapFile } from './MapFile';
import { importQuery } from './queries';
import { isBusy } from './run.model';

/** One import: first its mapping, then what became of it. */
export function ImportPage() {
  const { t } = useTranslation();
  const { import: id = '' } = useParams({ strict: false }) as { import?: string };
  const workspace = useWorkspaceId();
  const run = useQuery({
    ...importQuery(workspace, id),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? 700 : false),
  });
  return (
    <Page
      title={run.data?.fileName ?? t('imports.title')}
      sentence={t(run.data?.status === 'uploaded' ? 'imports.mapSentence' : 'imports.runSentence')}
      above={
        <Anchor component={PathLink} path="sources/imports" size="sm">
          {t('imports.title')}
        </Anchor>
      }
    >
      <QueryView query={run}>
        {(data) =>
          data.status === 'uploaded' ? (
            <For access="edit">
              <MapFile run={data} />
            </For>
          ) : (
            <ImportCard row={data} />
          )
        }
      </QueryView>
    </Page>
  );
}
