import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { MappingEditor } from './MappingEditor';
import { type Mapping, missing } from './mapping.model';
import { PreviewView } from './PreviewView';
import { inspectionQuery, previewQuery } from './queries';

type Run = Schemas['Import'];

/** The uploaded file: what it is, what its columns mean, and what that would make of its first rows. */
export function MapFile({ run }: { run: Run }) {
  const inspection = useQuery(inspectionQuery(useWorkspaceId(), run.id));
  return <QueryView query={inspection}>{(found) => <Editing run={run} found={found} />}</QueryView>;
}

function Editing({ run, found }: { run: Run; found: Schemas['ImportInspection'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [mapping, setMapping] = useState<Mapping>(found.mapping);
  const [text] = useDebouncedValue(JSON.stringify(mapping), 400);
  const lacks = missing(mapping);
  const preview = useQuery({
    ...previewQuery(workspace, run.id, text),
    enabled: lacks === null,
    placeholderData: keepPreviousData,
  });
  const start = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/imports/{id}/start', {
          params: { path: { workspace, id: run.id } },
          body: { mapping: JSON.stringify(mapping) },
        }),
      ),
    onSuccess: () => {
      done(t('imports.started'));
      return queryClient.invalidateQueries({ queryKey: [workspace, 'imports'] });
    },
    onError: failed,
  });
  return (
    <Stack gap={16}>
      <Found run={run} found={found} choose={setMapping} />
      <MappingEditor columns={found.columns} mapping={mapping} change={setMapping} />
      <Section title={t('imports.preview')}>
        {lacks ? (
          <Text size="sm">{t(`imports.missing.${lacks}`)}</Text>
        ) : preview.isError ? (
          <ErrorState error={preview.error} />
        ) : (
          <QueryView query={preview}>{(data) => <PreviewView preview={data} />}</QueryView>
        )}
      </Section>
      <Group justify="space-between" align="flex-end">
        <KeepMapping mapping={mapping} />
        <Button
          onClick={() => start.mutate()}
          loading={start.isPending}
          disabled={lacks !== null || preview.isError || (preview.data?.events ?? 0) === 0}
        >
          {t('imports.start')}
        </Button>
      </Group>
    </Stack>
  );
}

type FoundProps = { run: Run; found: Schemas['ImportInspection']; choose: (mapping: Mapping) => void };

/** What was found out about the file, and the mappings that could be meant. */
function Found({ run, found, choose }: FoundProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shipped = useQuery({
    queryKey: ['import-mappings'],
    queryFn: () => answer(api.GET('/api/import-mappings')),
  });
  const read = useMutation({
    mutationFn: (mapping: string) => answer(api.POST('/api/import-mappings/check', { body: { mapping } })),
    onSuccess: (checked) => choose(checked.mapping),
    onError: failed,
  });
  const texts = new Map<string, string>([
    ...found.saved.map((saved) => [`saved:${saved.id}`, saved.mapping] as const),
    ...(shipped.data ?? []).map((kind) => [`shipped:${kind.name}`, kind.yaml] as const),
  ]);
  const groups = [
    { group: t('imports.saved'), items: found.saved.map(({ id, name }) => ({ value: `saved:${id}`, label: name })) },
    {
      group: t('imports.shipped'),
      items: (shipped.data ?? []).map(({ name, title }) => ({ value: `shipped:${name}`, label: title })),
    },
  ].filter(({ items }) => items.length > 0);
  return (
    <Section title={t('imports.found')}>
      <Stack gap={12}>
        <Text size="sm">
          {t('imports.foundText', {
            format: t(`imports.formats.${found.format}`),
            columns: format.number(found.columns.length),
            bytes: format.number(Math.ceil((run.bytesTotal ?? found.sizeBytes) / 1024)),
          })}
          {found.encoding && ` ${t('imports.encoding', { encoding: found.encoding })}`}
        </Text>
        {found.recognised && (
          <Alert color="accent" variant="light">
            {t('imports.recognised', { title: found.recognised.title })}
          </Alert>
        )}
        {found.notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
        <Select
          label={t('imports.startFrom')}
          placeholder={t('imports.chooseMapping')}
          maw={420}
          searchable
          data={groups}
          onChange={(key) => {
            const text = key === null ? undefined : texts.get(key);
            if (text) read.mutate(text);
          }}
        />
      </Stack>
    </Section>
  );
}

function KeepMapping({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/import-mappings', {
          params: { path: { workspace } },
          body: { name, mapping: JSON.stringify(mapping) },
        }),
      ),
    onSuccess: () => done(t('imports.kept', { name })),
    onError: failed,
  });
  return (
    <Group align="flex-end" gap={8}>
      <TextInput
        label={t('imports.keepAs')}
        placeholder={mapping.title}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button variant="default" disabled={name.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('imports.keep')}
      </Button>
    </Group>
  );
}
