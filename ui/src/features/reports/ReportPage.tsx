import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { Page } from '@/kit/Page';
import { ReportActions } from '@/kit/report/ReportActions';
import { ReportProgress } from '@/kit/report/ReportProgress';
import { ReportTabs } from './ReportTabs';
import { SaveReport } from './saved/SaveReport';
import type { ReportKind } from './saved/useDefinition';

type Props = {
  kind: ReportKind;
  /** The report's own settings, as they are saved: its request without the scope. */
  request: Record<string, unknown>;
  /** The request as it is asked, where that holds more, such as the interval that fits the period. */
  asked?: Record<string, unknown>;
  saved: Schemas['SavedReport'] | null;
  /** Reports that compare nothing hide the choice. */
  comparison?: boolean;
  /** Reports that read events (their requests take the `eventScope`) let them be narrowed by their properties. */
  events?: boolean;
  /** Reports that can count companies (their requests take the `unitScope`) offer it. */
  companies?: boolean;
  children: ReactNode;
};

/** The frame of every report: title, actions, the way to the other reports, and the filter that follows the user. */
export function ReportPage({
  kind,
  request,
  asked = request,
  saved,
  comparison = true,
  events = false,
  companies = false,
  children,
}: Props) {
  const { t } = useTranslation();
  const { scope, eventScope, unitScope } = useFilter();
  const title = saved?.name ?? t(`common.report.${kind}`);
  return (
    <Page
      title={title}
      sentence={t(`reports.about.${kind}`)}
      actions={
        <>
          <SaveReport kind={kind} request={request} saved={saved} />
          <ReportActions
            report={{ kind, title, request: { ...asked, scope: companies ? unitScope : events ? eventScope : scope } }}
          />
        </>
      }
    >
      <ReportTabs />
      <FilterBar comparison={comparison} events={events} companies={companies} />
      <ReportProgress kind={kind} />
      <Stack gap={16}>{children}</Stack>
    </Page>
  );
}
