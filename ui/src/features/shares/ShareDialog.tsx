import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import type { Filter } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import type { AskedReport } from '@/kit/report/exportReport';
import { Secret } from '@/kit/Secret';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { LinkList } from './LinkList';
import { linksQuery, makeLink, type ShareContent, saveReport } from './queries';

type Props = {
  kind: ShareContent['kind'];
  /** Absent while the report is not saved. */
  target: string | null;
  report?: AskedReport;
  name: string;
  onClose: () => void;
};

const lives = [7, 30, 90, 365];

/** Makes links that need no sign-in, lists those there are and ends them. Viewers see the list. */
export function ShareDialog({ kind, target, report, name, onClose }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [saved, setSaved] = useState(target);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('shares.title', { name })}>
      <Stack gap={16}>
        <Text size="sm">{t(may ? 'shares.sentence' : 'shares.sentenceViewer')}</Text>
        {may && <MakeLink kind={kind} saved={saved} onSaved={setSaved} report={report} name={name} />}
        {saved !== null && <LinkList kind={kind} target={saved} />}
      </Stack>
    </Modal>
  );
}

type MakeProps = Pick<Props, 'kind' | 'name'> & {
  report: AskedReport | undefined;
  saved: string | null;
  onSaved: (id: string) => void;
};

function MakeLink({ kind, saved, onSaved, report, name }: MakeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const { filter } = useFilter();
  const [days, setDays] = useState('30');
  const [title, setTitle] = useState(name);
  const make = useMutation({
    mutationFn: async () => {
      let id = saved;
      if (id === null && report !== undefined) {
        const { scope: _, ...request } = report.request;
        id = (await saveReport(workspace, { name: title.trim(), kind: report.kind, request })).id;
        onSaved(id);
        void client.invalidateQueries({ queryKey: [workspace, 'saved-reports'] });
      }
      return makeLink(workspace, { kind, target: id ?? '', days: Number(days), ...shownBy(filter, report) });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: linksQuery(workspace).queryKey }),
  });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap={12}>
          {saved === null && (
            <TextInput
              label={t('common.name')}
              description={t('shares.saveFirst')}
              required
              data-autofocus
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
          )}
          <Shown filter={filter} />
          <Group gap={12} align="flex-end">
            <Select
              label={t('shares.days')}
              w={180}
              allowDeselect={false}
              data={lives.map((count) => ({ value: String(count), label: t('shares.daysOf', { count }) }))}
              value={days}
              onChange={(value) => setDays(value ?? '30')}
            />
            <Button type="submit" loading={make.isPending}>
              {t(saved === null ? 'shares.saveAndMake' : 'shares.make')}
            </Button>
          </Group>
          {make.isError && <ErrorState error={make.error} />}
        </Stack>
      </form>
      {make.data && (
        <Secret
          label={t('shares.made')}
          value={`${window.location.origin}/shared/${make.data.token}`}
          warning={t('shares.once', { day: format.day(make.data.expiresAt) })}
        />
      )}
    </>
  );
}

/** The page's period, comparison and people; a chosen period moves with time, chosen days stay. */
function shownBy(filter: Filter, report: AskedReport | undefined) {
  const { where } = report?.request.scope ?? {};
  return {
    compare: filter.compare,
    ...(filter.segment === null ? {} : { segment: filter.segment }),
    ...(where === undefined ? {} : { where }),
    ...(filter.period === 'custom' ? { from: filter.from, to: filter.to } : { period: filter.period }),
  };
}

function Shown({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useSegments();
  const days =
    filter.period === 'custom'
      ? t('shares.page.days', { from: format.calendarDay(filter.from), to: format.calendarDay(filter.to) })
      : t(`common.filter.period.${filter.period}`);
  const segment = segments.data?.find(({ id }) => id === filter.segment)?.name;
  return (
    <Text size="sm">
      {t('shares.shows')}: <strong>{days}</strong>
      {' · '}
      {t(`common.filter.compareWith.${filter.compare}`)}
      {segment && ` · ${t('shares.page.only', { segment })}`}
    </Text>
  );
}
