import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { PagesTable } from './PagesTable';
import { initialPages, type PagesDefinition, requestOf } from './pages.model';

const load = (workspace: string, body: Schemas['PagesRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/pages', { params: { path: { workspace } }, body, signal }));

export function PagesPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<PagesDefinition>('pages', initialPages);
  const { eventScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('pages', request, load, () => !loading);
  return (
    <ReportPage kind="pages" request={requestOf(value)} saved={saved} events>
      <QueryView
        query={report}
        isEmpty={(result) => result.pages === 0 && !request.search}
        empty={<EmptyState title={t('reports.overview.emptyTitle')} text={t('reports.overview.emptyText')} />}
      >
        {(result) => <Result result={result} request={request} value={value} change={change} />}
      </QueryView>
    </ReportPage>
  );
}

type Props = {
  result: Schemas['PagesResult'];
  request: Schemas['PagesRequest'];
  value: PagesDefinition;
  change: (change: Partial<PagesDefinition>) => void;
};

function Result({ result, request, value, change }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = result.rows.length;
  return (
    <Section
      title={t('origins.pages.title', { count: result.pages, shown: format.number(result.pages) })}
      counted="pages"
      flush
      actions={
        <TextInput
          aria-label={t('origins.pages.search')}
          placeholder={t('origins.pages.search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          value={value.search ?? ''}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
      }
    >
      <PagesTable result={result} request={request} value={value} change={change} />
      {shown < result.pages && shown < 1000 && (
        <div style={{ padding: 12 }}>
          <Button variant="default" onClick={() => change({ limit: Math.min(1000, shown + 200) })}>
            {t('origins.more', { shown: format.number(shown), all: format.number(result.pages) })}
          </Button>
        </div>
      )}
    </Section>
  );
}
