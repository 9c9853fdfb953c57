import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';

type Entry = Schemas['ConsentLedgerEntry'];

/** The person's rows of the ledger, newest first. */
export function ConsentHistory({ person }: { person: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const history = useQuery({
    queryKey: [workspace, 'consent', person],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/consent', { params: { path: { workspace, id: person } } }),
      ),
  });
  const shown = ({ consent: { proof, source } }: Entry) =>
    proof.note !== ''
      ? `${source}: ${proof.note}`
      : proof.textVersion !== undefined
        ? t('consent.person.words', { version: proof.textVersion, language: proof.language })
        : '–';
  return (
    <QueryView query={history}>
      {(entries) => (
        <DataTable
          label={t('consent.person.historyTitle')}
          rows={entries}
          rowKey={(entry) => String(entry.id)}
          columns={[
            { key: 'at', header: t('consent.person.at'), cell: (entry) => format.dateTime(entry.consent.at) },
            {
              key: 'purpose',
              header: t('consent.person.purpose'),
              cell: (entry) => t(`people.story.purpose.${entry.consent.purpose}`),
            },
            {
              key: 'granted',
              header: t('people.story.consent'),
              cell: (entry) => t(entry.consent.granted ? 'people.story.granted' : 'people.story.refused'),
            },
            {
              key: 'origin',
              header: t('consent.person.where'),
              cell: (entry) => t(`consent.origin.${entry.consent.proof.origin}`),
            },
            { key: 'shown', header: t('consent.person.how'), cell: shown },
          ]}
        />
      )}
    </QueryView>
  );
}
