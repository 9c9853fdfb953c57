import { Button, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { Story } from '../story/Story';
import css from '../story/Story.module.css';
import { CompanyProfile } from './CompanyProfile';
import { entriesOf } from './companies.model';

function useCompany(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'companies', id],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/companies/{id}', { params: { path: { workspace, id } } })),
  });
}

export function CompanyPage() {
  const { t } = useTranslation();
  const { company: id = '' } = useParams({ strict: false }) as { company?: string };
  const workspace = useWorkspaceId();
  const company = useCompany(id);
  const may = useMay('edit');
  return (
    <Page
      title={company.data?.label ?? t('companies.one')}
      above={<PathLink path="people/companies">{t('companies.title')}</PathLink>}
      sentence={t('companies.pageSentence')}
      actions={company.data && may && <Removal id={id} label={company.data.label} />}
    >
      <QueryView query={company}>
        {(data) => (
          <Stack gap={16}>
            <Summary company={data} />
            <div className={css.columns}>
              <Story
                queryKey={[workspace, 'companies', id, 'timeline']}
                load={(query) =>
                  answer(
                    api.GET('/api/workspaces/{workspace}/companies/{id}/timeline', {
                      params: { path: { workspace, id }, query },
                    }),
                  )
                }
                entries={(part) => entriesOf(part.entries)}
                empty={t('companies.noStory')}
              />
              <CompanyProfile company={data} />
            </div>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

/** Deletes the company; its people stay. */
function Removal({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const go = useGo();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/workspaces/{workspace}/companies/{id}', { params: { path: { workspace, id } } })),
    onSuccess: () => {
      done(t('companies.deleted', { name: label }));
      go('people/companies');
      queryClient.removeQueries({ queryKey: [workspace, 'companies', id] });
      void queryClient.invalidateQueries({ queryKey: [workspace] });
    },
    onError: failed,
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('companies.delete')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('companies.deleteTitle', { name: label })}
        text={t('companies.deleteText')}
        action={t('companies.delete')}
        busy={remove.isPending}
        confirm={() => remove.mutate()}
      />
    </>
  );
}

function Summary({ company }: { company: Schemas['CompanyDetail'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Figures columns={5}>
      <Figure label={t('common.nav.people')} value={format.number(company.people)} counted="companies" />
      <Figure label={t('people.column.value')} value={format.money(company.revenue)} counted="revenue" />
      <Figure label={t('common.figure.sessions')} value={format.number(company.sessions)} counted="sessions" />
      <Figure label={t('people.column.firstSeen')} value={company.firstSeen ? format.day(company.firstSeen) : '–'} />
      <Figure label={t('people.column.lastSeen')} value={company.lastSeen ? format.day(company.lastSeen) : '–'} />
    </Figures>
  );
}
