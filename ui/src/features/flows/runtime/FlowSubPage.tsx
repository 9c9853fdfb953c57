import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import type { Flow } from '../model/flow.model';
import { flowQuery } from '../queries';
import { FlowTabs } from './FlowTabs';

type Props = { page: 'results' | 'versions' | 'failures'; children: (flow: Flow) => ReactNode };

/** A page about one flow beside its drawing. */
export function FlowSubPage({ page, children }: Props) {
  const { t } = useTranslation();
  const { flow: id = '' } = useParams({ strict: false }) as { flow?: string };
  const flow = useQuery(flowQuery(useWorkspaceId(), id));
  if (flow.isPending) return <LoadingState rows={6} />;
  if (flow.data === undefined) return <ErrorState error={flow.error} retry={() => flow.refetch()} />;
  return (
    <Page
      title={flow.data.name}
      sentence={t(`flowruns.${page}.sentence`)}
      above={<PathLink path="flows">{t('flows.title')}</PathLink>}
    >
      <FlowTabs flow={id} />
      {children(flow.data)}
    </Page>
  );
}
