import { Button, Group, Text } from '@mantine/core';
import { IconLink, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { asProblem, Problem } from '@/api/problem';
import { For, useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { ReportTabs } from '../ReportTabs';
import { ExportMenu } from './ExportMenu';
import { ResultGrid } from './ResultGrid';
import { SavedQueries } from './SavedQueries';
import { SchemaBrowser } from './SchemaBrowser';
import css from './Sql.module.css';
import { type EditorHandle, SqlEditor } from './SqlEditor';
import { examples, placeOf } from './sql.model';
import { useSqlRun } from './useSqlRun';

const first = examples[1]?.sql ?? '';

export function SqlPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const search = useSearch({ strict: false }) as { sql?: unknown };
  const navigate = useNavigate();
  const [text, setText] = useState(() => (typeof search.sql === 'string' ? search.sql : first));
  const [asked, setAsked] = useState('');
  const editor = useRef<EditorHandle | null>(null);
  const { run, cancel } = useSqlRun();
  const views = useQuery({
    queryKey: [workspace, 'sql', 'schema'],
    enabled: may,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sql/schema', { params: { path: { workspace } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const tables = useMemo(
    () => Object.fromEntries((views.data ?? []).map((view) => [view.name, view.columns.map(({ name }) => name)])),
    [views.data],
  );
  const start = () => {
    setAsked(text);
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, sql: text })) as never,
      replace: true,
    });
    run.mutate(text);
  };
  const copyLink = async () => {
    const url = new URL(window.location.href);
    url.searchParams.set('sql', text);
    await navigator.clipboard.writeText(url.href);
    done(t('common.copied'));
  };
  const fault = run.isError && asked === text ? (asProblem(run.error).fields[0]?.position ?? null) : null;
  return (
    <Page title={t('common.report.sql')} sentence={t('reports.about.sql')}>
      <ReportTabs />
      <For access="edit">
        <div className={css.layout}>
          <div className={css.main}>
            <Section title={t('sql.question')}>
              <SqlEditor
                label={t('sql.question')}
                value={text}
                tables={tables}
                fault={fault}
                onChange={setText}
                onRun={start}
                handle={editor}
              />
              <Group gap={8} mt={12}>
                {run.isPending ? (
                  <Button color="red.9" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
                    {t('sql.stop')}
                  </Button>
                ) : (
                  <Button leftSection={<IconPlayerPlay size={16} />} onClick={start} disabled={text.trim() === ''}>
                    {t('sql.run')}
                  </Button>
                )}
                <SavedQueries sql={text} onOpen={setText} />
                <ExportMenu sql={text} />
                <Button variant="default" leftSection={<IconLink size={16} />} onClick={copyLink}>
                  {t('sql.link')}
                </Button>
              </Group>
              <Text size="xs" c="dimmed" mt={8}>
                {t('sql.help')}
              </Text>
            </Section>
            <Section title={t('sql.answer')} counted="sql">
              <Answer run={run} asked={asked} />
            </Section>
          </div>
          <Section title={t('sql.schema')}>
            <QueryView query={views}>
              {(list) => <SchemaBrowser views={list} onInsert={(name) => editor.current?.insert(name)} />}
            </QueryView>
          </Section>
        </div>
      </For>
    </Page>
  );
}

function Answer({ run, asked }: { run: ReturnType<typeof useSqlRun>['run']; asked: string }) {
  const { t } = useTranslation();
  if (run.isPending) return <LoadingState rows={4} height={28} />;
  if (run.isError) {
    const { status, detail, code, fields } = asProblem(run.error);
    const position = fields[0]?.position;
    if (fields.length === 0) return <ErrorState error={run.error} />;
    const title = position === undefined ? t('sql.fault') : t('sql.at', placeOf(asked, position));
    return <ErrorState error={new Problem(status, title, detail, [], null, code)} />;
  }
  if (run.data === undefined) return <EmptyState title={t('sql.emptyTitle')} text={t('sql.emptyText')} />;
  return <ResultGrid answer={run.data} />;
}
