import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { FormDialog } from '@/kit/FormDialog';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { companyPath } from './companies.model';

/** Makes a company of which no source has spoken yet. */
export function NewCompany({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const go = useGo();
  const [value, setValue] = useState({ id: '', name: '', type: '' });
  const create = useMutation({
    mutationFn: () => {
      const { id, name, type } = value;
      const traits = name.trim() === '' ? {} : { name: name.trim() };
      return answer(
        api.POST('/api/workspaces/{workspace}/companies', {
          params: { path: { workspace } },
          body: { id: id.trim(), type: type.trim(), traits },
        }),
      );
    },
    onSuccess: (company) => {
      void queryClient.invalidateQueries({ queryKey: [workspace, 'companies'] });
      go(companyPath(company.id));
    },
  });
  const input = (key: keyof typeof value, description?: string) => (
    <TextInput
      label={t(`companies.field.${key}`)}
      {...(description ? { description } : {})}
      required={key === 'id'}
      value={value[key]}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setValue((before) => ({ ...before, [key]: text }));
      }}
    />
  );
  return (
    <FormDialog
      title={t('companies.new')}
      action={t('common.save')}
      busy={create.isPending}
      disabled={value.id.trim() === ''}
      error={create.error}
      submit={() => create.mutate()}
      close={close}
    >
      {input('id', t('companies.field.idHelp'))}
      {input('name')}
      {input('type', t('companies.field.typeHelp'))}
    </FormDialog>
  );
}
