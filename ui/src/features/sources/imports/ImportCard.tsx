import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { progressOf } from '../sources.model';

type Run = Schemas['Import'];
const ended: ReadonlySet<Run['status']> = new Set(['done', 'failed', 'cancelled']);

export function ImportCard({ row }: { row: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = progressOf(row);
  const hasRun = row.status !== 'prepared' && row.status !== 'uploaded';
  return (
    <Section title={row.fileName} actions={<Text size="xs">{format.dateTime(row.createdAt)}</Text>}>
      <Text size="sm" role="status">
        {t(`imports.status.${row.status}`)}
        {hasRun && (
          <>
            {' · '}
            {t('imports.counts', {
              lines: format.number(row.linesRead),
              accepted: format.number(row.accepted),
              refused: format.number(row.refused),
              duplicate: format.number(row.duplicate),
            })}
            {row.withoutConsent > 0 &&
              `, ${t('imports.withoutConsent', { events: format.number(row.withoutConsent) })}`}
            {row.joined > 0 && `, ${t('imports.joined', { joined: format.number(row.joined) })}`}
          </>
        )}
      </Text>
      {row.status === 'running' && (
        <Progress mt={8} value={(progress || 1) * 100} animated aria-label={t('imports.progress')} />
      )}
      {row.error && (
        <Text size="sm" c="var(--bad)" mt={8}>
          {row.error}
        </Text>
      )}
      {row.undone && (
        <Text size="sm" mt={8}>
          {t('imports.undoneText', {
            by: row.undone.by,
            at: format.dateTime(row.undone.at),
            events: format.number(row.undone.events),
            people: format.number(row.undone.people),
          })}
        </Text>
      )}
      <Actions row={row} />
      {row.badLines.length > 0 && <BadLines lines={row.badLines} />}
    </Section>
  );
}

export function BadLines({ lines }: { lines: Run['badLines'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('imports.badLines')}
      rows={lines}
      rowKey={(line) => String(line.line)}
      maxHeight={240}
      columns={[
        { key: 'line', header: t('imports.line'), cell: (line) => format.number(line.line) },
        { key: 'reason', header: t('imports.reason'), text: true, cell: (line) => line.reason },
        { key: 'text', header: t('imports.text'), cell: (line) => <code>{line.text}</code> },
      ]}
    />
  );
}

function Actions({ row }: { row: Run }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const path = { workspace, id: row.id };
  const may = useMay('edit');
  return (
    <Group gap={8} my={row.badLines.length > 0 ? 12 : 0} mt={12}>
      {may && row.status === 'uploaded' && (
        <Button component={PathLink} path={`sources/imports/${row.id}`} size="xs">
          {t('imports.goOn')}
        </Button>
      )}
      {may && (row.status === 'uploaded' || row.status === 'prepared') && (
        <Act
          label={t('imports.forget')}
          act={() => answer(api.DELETE('/api/workspaces/{workspace}/imports/{id}', { params: { path } }))}
        />
      )}
      {may && row.status === 'running' && (
        <Act
          label={t('imports.cancel')}
          act={() => answer(api.POST('/api/workspaces/{workspace}/imports/{id}/cancel', { params: { path } }))}
        />
      )}
      {may && ended.has(row.status) && row.accepted > 0 && <Undo row={row} />}
      {row.refused > 0 && (
        <Anchor size="sm" href={`/api/workspaces/${workspace}/imports/${row.id}/bad-lines`} download>
          {t('imports.download')}
        </Anchor>
      )}
    </Group>
  );
}

function Undo({ row }: { row: Run }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/imports/{id}/undo', { params: { path: { workspace, id: row.id } } }),
      ),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: [workspace, 'imports'] });
    },
    onError: failed,
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('imports.undo')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('imports.undoTitle', { name: row.fileName })}
        text={t('imports.undoText')}
        action={t('imports.undo')}
        busy={undo.isPending}
        confirm={() => undo.mutate()}
      />
    </>
  );
}

export function Act({ label, act }: { label: string; act: () => Promise<unknown> }) {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: act,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'imports'] }),
    onError: failed,
  });
  return (
    <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
      {label}
    </Button>
  );
}
