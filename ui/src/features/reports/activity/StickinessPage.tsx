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
import { type ActivityDefinition, initialStickiness, requestOf } from './activity.model';
import { StickinessView } from './StickinessView';

const load = (workspace: string, body: Schemas['ActivityRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/stickiness', { params: { path: { workspace } }, body, signal }));

export function StickinessPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<ActivityDefinition>('stickiness', initialStickiness);
  const { unitScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('stickiness', request, load, () => !loading);
  return (
    <ReportPage kind="stickiness" request={requestOf(value)} saved={saved} events companies>
      <ActivitySettings title={t('activity.stickiness.question')} value={value} change={change} />
      <QueryView
        query={report}
        isEmpty={(result) => result.regularity.persons === 0}
        empty={<EmptyState title={t('activity.emptyTitle')} text={t('activity.emptyText')} />}
      >
        {(result) => <StickinessView result={result} request={request} />}
      </QueryView>
    </ReportPage>
  );
}
