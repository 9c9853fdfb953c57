import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { BadLines } from './ImportCard';

/** The first events as they would be stored, and the first rows that would be refused. */
export function PreviewView({ preview }: { preview: Schemas['ImportPreview'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap={16}>
      <Text size="sm" role="status">
        {t(preview.whole ? 'imports.previewAll' : 'imports.previewFirst', {
          rows: format.number(preview.rows),
          events: format.number(preview.events),
          refused: format.number(preview.refused),
        })}
        {preview.joined > 0 && ` ${t('imports.previewJoined', { joined: format.number(preview.joined) })}`}
        {preview.duplicate > 0 && ` ${t('imports.previewTwice', { duplicate: format.number(preview.duplicate) })}`}
      </Text>
      {preview.first.length > 0 && (
        <DataTable
          label={t('imports.asStored')}
          rows={preview.first}
          rowKey={(event) => String(event.line)}
          maxHeight={400}
          columns={[
            { key: 'line', header: t('imports.line'), cell: (event) => format.number(event.line) },
            { key: 'time', header: t('imports.time'), cell: (event) => format.dateTime(event.time) },
            { key: 'name', header: t('imports.event'), cell: (event) => event.name },
            { key: 'who', header: t('imports.person'), cell: (event) => event.userId ?? event.anonymousId },
            { key: 'what', header: t('imports.values'), cell: (event) => <code>{values(event)}</code> },
          ]}
        />
      )}
      {preview.firstRefused.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('imports.badLines')}
          </Text>
          <BadLines lines={preview.firstRefused} />
        </>
      )}
    </Stack>
  );
}

function values(event: Schemas['ImportPreview']['first'][number]): string {
  return Object.entries({ ...event.properties, ...event.traits })
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(' · ');
}
