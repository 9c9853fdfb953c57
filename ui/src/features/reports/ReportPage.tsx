import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FilterBar } from '@/kit/filter/FilterBar';
import { Page } from '@/kit/Page';
import { ReportTabs } from './ReportTabs';
import { SaveReport } from './saved/SaveReport';
import type { ReportKind } from './saved/useDefinition';

type Props = {
  kind: ReportKind;
  /** The report's own settings, as they are saved: its request without the scope. */
  request: Record<string, unknown>;
  saved: Schemas['SavedReport'] | null;
  /** Reports that compare nothing hide the choice. */
  comparison?: boolean;
  children: ReactNode;
};

/** The frame of every report: title, actions, the way to the other reports, and the filter that follows the user. */
export function ReportPage({ kind, request, saved, comparison = true, children }: Props) {
  const { t } = useTranslation();
  return (
    <Page
      title={saved?.name ?? t(`common.report.${kind}`)}
      sentence={t(`reports.about.${kind}`)}
      actions={<SaveReport kind={kind} request={request} saved={saved} />}
    >
      <ReportTabs />
      <FilterBar comparison={comparison} />
      <Stack gap={16}>{children}</Stack>
    </Page>
  );
}
