import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { ActivitySettings } from './ActivitySettings';
import { type ActivityDefinition, initialLifecycle, requestOf } from './activity.model';
import { LifecycleView } from './LifecycleView';

const load = (workspace: string, body: Schemas['ActivityRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/lifecycle', { params: { path: { workspace } }, body, signal }));

export function LifecyclePage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<ActivityDefinition>('lifecycle', initialLifecycle);
  const { unitScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('lifecycle', request, load, () => !loading);
  return (
    <ReportPage kind="lifecycle" request={requestOf(value)} saved={saved} events companies>
      <ActivitySettings title={t('activity.lifecycle.question')} value={value} change={change} />
      <QueryView
        query={report}
        isEmpty={(result) => result.points.every((point) => point.active === 0 && point.dormant === 0)}
        empty={<EmptyState title={t('activity.emptyTitle')} text={t('activity.emptyText')} />}
      >
        {(result) => <LifecycleView result={result} request={request} />}
      </QueryView>
    </ReportPage>
  );
}
