import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { NameDialog } from '@/kit/NameDialog';
import { Section } from '@/kit/Page';
import { StageBadge } from '@/kit/StageBadge';
import { useWorkspaceId } from '@/kit/workspace';
import css from '../story/Profile.module.css';
import { TraitChanges } from '../story/TraitHistory';
import { Pencil, TraitList } from '../story/TraitList';
import { CompanyMembers } from './CompanyMembers';

/** What the company is: its traits, its people, and the stages they are in. */
export function CompanyProfile({ company }: { company: Schemas['CompanyDetail'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [history, setHistory] = useState(false);
  const write = async (trait: string, value: string | number | boolean | null) => {
    const params = { path: { workspace, id: company.id, trait } };
    const path = '/api/workspaces/{workspace}/companies/{id}/traits/{trait}';
    await answer(value === null ? api.DELETE(path, { params }) : api.PUT(path, { params, body: { value } }));
    await queryClient.invalidateQueries({ queryKey: [workspace, 'companies'] });
  };
  return (
    <Stack gap={16}>
      <TraitList
        traits={company.traits}
        write={write}
        history={company.history.length > 0 ? () => setHistory(true) : undefined}
        above={<Known company={company} />}
      />
      {history && <TraitChanges list={company.history} close={() => setHistory(false)} />}
      {company.stages.length > 0 && (
        <Section title={t('companies.stages')} counted="stages">
          <dl className={css.rows}>
            {company.stages.map(({ stage, people }) => (
              <div key={stage}>
                <dt>
                  <StageBadge stage={stage} />
                </dt>
                <dd>{format.number(people)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <CompanyMembers id={company.id} />
    </Stack>
  );
}

/** The id, which stays, and the type, which is changed by hand. */
function Known({ company }: { company: Schemas['CompanyDetail'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const may = useMay('edit');
  const [editing, setEditing] = useState(false);
  const save = useMutation({
    mutationFn: (type: string) =>
      answer(
        api.PATCH('/api/workspaces/{workspace}/companies/{id}', {
          params: { path: { workspace, id: company.id } },
          body: { type },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [workspace, 'companies'] });
      setEditing(false);
    },
  });
  return (
    <>
      <div>
        <dt>{t('companies.id')}</dt>
        <dd>{company.id}</dd>
      </div>
      {(company.type !== '' || may) && (
        <div>
          <dt>{t('companies.type')}</dt>
          <dd className={css.trait}>
            <span>{company.type === '' ? '–' : company.type}</span>
            {may && <Pencil name={t('companies.type')} edit={() => setEditing(true)} />}
          </dd>
        </div>
      )}
      {editing && (
        <NameDialog
          title={t('companies.field.type')}
          placeholder={company.type}
          save={(type) => save.mutate(type)}
          busy={save.isPending}
          error={save.error}
          close={() => setEditing(false)}
        />
      )}
    </>
  );
}
