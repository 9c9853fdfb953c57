import { Button, Progress, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SourceTabs } from '../SourceTabs';
import { progressOf } from '../sources.model';
import { NewImport } from './NewImport';

export function ImportsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const imports = useQuery({
    queryKey: [workspace, 'imports'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/imports', { params: { path: { workspace } } })),
    refetchInterval: (query) => (query.state.data?.some((row) => row.status === 'running') ? 1000 : 15_000),
  });
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconUpload size={16} />} onClick={() => setAdding(true)}>
      {t('sources.imports.new')}
    </Button>
  );
  return (
    <Page title={t('sources.imports.title')} sentence={t('sources.imports.sentence')} actions={add}>
      <SourceTabs />
      <QueryView
        query={imports}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            title={t('sources.imports.emptyTitle')}
            text={t('sources.imports.emptyText')}
            example={t('sources.imports.example')}
            action={add}
          />
        }
      >
        {(list) => (
          <Stack gap={16}>
            {list.map((row) => (
              <ImportCard key={row.id} row={row} />
            ))}
          </Stack>
        )}
      </QueryView>
      {adding && <NewImport close={() => setAdding(false)} />}
    </Page>
  );
}

function ImportCard({ row }: { row: Schemas['Import'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = progressOf(row);
  return (
    <Section title={row.fileName} actions={<Text size="xs">{format.dateTime(row.createdAt)}</Text>}>
      <Text size="sm" role="status">
        {t(`sources.imports.status.${row.status}`)} ·{' '}
        {t('sources.imports.counts', {
          lines: format.number(row.linesRead),
          accepted: format.number(row.accepted),
          refused: format.number(row.refused),
          duplicate: format.number(row.duplicate),
        })}
      </Text>
      {row.status === 'running' && (
        <Progress mt={8} value={(progress ?? 1) * 100} animated aria-label={t('sources.imports.progress')} />
      )}
      {row.error && (
        <Text size="sm" c="var(--bad)" mt={8}>
          {row.error}
        </Text>
      )}
      {row.badLines.length > 0 && (
        <DataTable
          label={t('sources.imports.badLines')}
          rows={row.badLines}
          rowKey={(line) => String(line.line)}
          maxHeight={240}
          columns={[
            { key: 'line', header: t('sources.imports.line'), cell: (line) => format.number(line.line) },
            { key: 'reason', header: t('sources.imports.reason'), text: true, cell: (line) => line.reason },
            { key: 'text', header: t('sources.imports.text'), cell: (line) => <code>{line.text}</code> },
          ]}
        />
      )}
    </Section>
  );
}
