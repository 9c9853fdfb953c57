import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { intervalFor } from '../overview/overview.model';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { AbandonmentTable } from './AbandonmentTable';
import { CommerceSettings } from './CommerceSettings';
import {
  type CommerceDefinition,
  type CommerceRequest,
  type CommerceResult,
  figuresOf,
  initialCommerce,
  isEmpty,
  requestOf,
} from './commerce.model';
import { RfmSection } from './RfmSection';
import { TrendChart } from './TrendChart';
import { useCommercePeople } from './useCommercePeople';
import { CohortTable } from './value/CohortTable';
import { ValueSection } from './value/ValueSection';

const load = (workspace: string, body: CommerceRequest, signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/commerce', { params: { path: { workspace } }, body, signal }));

export function CommercePage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<CommerceDefinition>('commerce', initialCommerce);
  const { filter, eventScope: scope } = useFilter();
  const request = useMemo<CommerceRequest>(
    () => ({ ...requestOf(value), interval: intervalFor(daysOf(filter)), scope }),
    [value, filter, scope],
  );
  const report = useReport('commerce', request, load, () => !loading);
  return (
    <ReportPage kind="commerce" request={requestOf(value)} asked={request} saved={saved} events>
      <CommerceSettings value={value} change={change} />
      <QueryView
        query={report}
        isEmpty={isEmpty}
        empty={<EmptyState title={t('commerce.emptyTitle')} text={t('commerce.emptyText')} />}
      >
        {(result) => <Content result={result} request={request} value={value} change={change} />}
      </QueryView>
    </ReportPage>
  );
}

type Props = {
  result: CommerceResult;
  request: CommerceRequest;
  value: CommerceDefinition;
  change: (change: Partial<CommerceDefinition>) => void;
};

function Content({ result, request, value, change }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  return (
    <Stack gap={16}>
      <Figures columns={5}>
        {figuresOf(result.totals, result.comparison, format).map(({ key, figure, ...rest }) => (
          <Figure
            key={key}
            label={t(`commerce.figure.${key}`)}
            {...rest}
            onClick={figure && (() => openPeople(t(`commerce.people.${figure}`), { figure }))}
          />
        ))}
      </Figures>
      <TrendChart result={result} />
      <AbandonmentTable result={result} request={request} />
      <RfmSection grid={result.rfm} request={request} />
      <ValueSection result={result} request={request} value={value} change={change} />
      <CohortTable cohorts={result.value.cohorts} request={request} />
    </Stack>
  );
}
