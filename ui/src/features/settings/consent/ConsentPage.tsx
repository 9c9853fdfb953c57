import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { AcceptanceChart } from './AcceptanceChart';
import { ConsentTabs } from './ConsentTabs';
import { asked, lastDays, type Overview, purposes, rate } from './consent.model';

const periods = [30, 90, 365] as const;

/** How visitors answer the banner, and how many people allow what. */
export function ConsentPage() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [days, setDays] = useState(90);
  const query = lastDays(days, workspace.timeZone, Date.now());
  const overview = useQuery({
    queryKey: [workspace.id, 'consent', 'overview', query.from, query.to],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/consent/overview', {
          params: { path: { workspace: workspace.id }, query },
        }),
      ),
  });
  return (
    <Page
      title={t('consent.title')}
      sentence={t('consent.sentence')}
      actions={
        <Select
          aria-label={t('consent.period')}
          w={160}
          allowDeselect={false}
          value={String(days)}
          data={periods.map((value) => ({ value: String(value), label: t('consent.days', { days: value }) }))}
          onChange={(next) => setDays(Number(next))}
        />
      }
    >
      <SettingsTabs />
      <ConsentTabs />
      <QueryView
        query={overview}
        isEmpty={(data) => data.origins.length === 0 && data.purposes.every((row) => row.allowing === 0)}
        empty={<EmptyState title={t('consent.emptyTitle')} text={t('consent.emptyText')} />}
      >
        {(data) => <Answers data={data} />}
      </QueryView>
    </Page>
  );
}

function Answers({ data }: { data: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  const of = (purpose: string) => data.purposes.find((row) => row.purpose === purpose);
  return (
    <Stack gap={16}>
      <Figures columns={3}>
        {asked.map((purpose) => (
          <Figure
            key={purpose}
            label={t(`people.story.purpose.${purpose}`)}
            value={share(rate(of(purpose)))}
            counted="acceptance"
          />
        ))}
      </Figures>
      <AcceptanceChart days={data.days} />
      <Section title={t('consent.today')} flush>
        <DataTable
          label={t('consent.today')}
          rows={purposes.flatMap((purpose) => of(purpose) ?? [])}
          rowKey={(row) => row.purpose}
          columns={[
            {
              key: 'purpose',
              header: t('consent.person.purpose'),
              cell: (row) => t(`people.story.purpose.${row.purpose}`),
            },
            {
              key: 'allowing',
              header: t('consent.allowing'),
              figure: true,
              cell: (row) => format.number(row.allowing),
            },
          ]}
        />
      </Section>
      <Section title={t('consent.statements')} flush>
        <DataTable
          label={t('consent.statements')}
          rows={data.origins}
          rowKey={(row) => `${row.origin} ${row.purpose}`}
          columns={[
            { key: 'origin', header: t('consent.person.where'), cell: (row) => t(`consent.origin.${row.origin}`) },
            {
              key: 'purpose',
              header: t('consent.person.purpose'),
              cell: (row) => t(`people.story.purpose.${row.purpose}`),
            },
            { key: 'yes', header: t('consent.granted'), figure: true, cell: (row) => format.number(row.granted) },
            { key: 'no', header: t('consent.refused'), figure: true, cell: (row) => format.number(row.refused) },
          ]}
        />
      </Section>
    </Stack>
  );
}
