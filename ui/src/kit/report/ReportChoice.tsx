import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { savedReportsQuery } from '@/api/lists';
import { useWorkspaceId } from '../workspace';

type AskedReport = Schemas['AskedReport'];

type Props = {
  label: string;
  value: AskedReport | null;
  given?: string;
  onChange: (report: AskedReport, name: string) => void;
};

const same = (a: AskedReport | null, b: AskedReport) => a !== null && JSON.stringify(a) === JSON.stringify(b);

/** One of the saved reports, the overview, or the report one came from. */
export function ReportChoice({ label, value, given, onChange }: Props) {
  const { t } = useTranslation();
  const saved = useQuery(savedReportsQuery(useWorkspaceId())).data ?? [];
  const choices = [
    { value: 'overview', label: t('common.report.overview'), report: { kind: 'overview' as const, request: {} } },
    ...saved.map(({ id, name, kind, request }) => ({ value: id, label: name, report: { kind, request } })),
  ];
  const chosen = choices.find(({ report }) => same(value, report));
  const other = value !== null && !chosen ? [{ value: 'given', label: given ?? t(`common.report.${value.kind}`) }] : [];
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={[...other, ...choices.map(({ value, label }) => ({ value, label }))]}
      value={chosen?.value ?? (value === null ? null : 'given')}
      onChange={(next) => {
        const choice = choices.find(({ value }) => value === next);
        if (choice) onChange(choice.report, choice.label);
      }}
    />
  );
}
