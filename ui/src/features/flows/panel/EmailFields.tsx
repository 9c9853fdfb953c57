import { Button, TextInput } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TemplateSelect } from '@/kit/email/TemplateSelect';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { PurposeFields } from './PurposeFields';

const EmailEditor = lazy(() => import('@/kit/email/EmailEditor').then((module) => ({ default: module.EmailEditor })));

export function EmailFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <TemplateSelect template={step.template} onChange={(template) => edit(step.id, { template }, 'template')} />
      {step.template === undefined && (
        <>
          <TextInput
            label={t('flows.email.subject')}
            value={step.subject ?? ''}
            onChange={(event) => edit(step.id, { subject: event.currentTarget.value }, 'subject')}
          />
          <Button variant="light" leftSection={<IconEdit size={16} />} onClick={() => setOpened(true)}>
            {t('flows.email.edit')}
          </Button>
        </>
      )}
      <PurposeFields step={step} />
      {opened && (
        <Suspense fallback={null}>
          <EmailEditor
            content={step}
            title={step.name ?? t('flows.type.email')}
            change={(field, value) => edit(step.id, { [field]: value }, field)}
            close={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  );
}
