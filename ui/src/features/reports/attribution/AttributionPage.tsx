import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { AttributionSettings } from './AttributionSettings';
import { AttributionView } from './AttributionView';
import { type AttributionDefinition, initialAttribution, requestOf } from './attribution.model';
import { ModelWords } from './ModelWords';
import { SpendDialog } from './SpendDialog';

const load = (workspace: string, body: Schemas['AttributionRequest'], signal: AbortSignal) =>
  answer(
    api.POST('/api/workspaces/{workspace}/reports/attribution', { params: { path: { workspace } }, body, signal }),
  );

export function AttributionPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<AttributionDefinition>('attribution', initialAttribution);
  const { eventScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  // The target changes which figures are shown, not the answer: switching it asks nothing.
  const { target = 'conversions', ...asked } = request;
  const report = useReport('attribution', asked, load, () => !loading);
  const [spending, setSpending] = useState(false);
  return (
    <ReportPage kind="attribution" request={requestOf(value)} saved={saved} events comparison={false}>
      <AttributionSettings value={value} change={change} />
      <QueryView
        query={report}
        isEmpty={(result) => result.totals.conversions === 0}
        empty={<EmptyState title={t('attribution.emptyTitle')} text={t('attribution.emptyText')} />}
      >
        {(result) => (
          <AttributionView
            result={result}
            request={request}
            target={target}
            value={value}
            change={change}
            openSpend={() => setSpending(true)}
          />
        )}
      </QueryView>
      <ModelWords />
      {spending && <SpendDialog property={value.by ?? 'channel'} close={() => setSpending(false)} />}
    </ReportPage>
  );
}
