import { Button, Select, TextInput } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopics } from '@/api/lists';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';

const EmailEditor = lazy(() => import('@/kit/email/EmailEditor').then((module) => ({ default: module.EmailEditor })));

export function EmailFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const [opened, setOpened] = useState(false);
  const purpose = step.purpose ?? 'marketing';
  const topics = useTopics().data ?? [];
  const known = topics.map(({ id, name }) => ({ value: id, label: name }));
  // A topic that was deleted since still says what it was.
  const choices =
    step.topic && !topics.some(({ id }) => id === step.topic)
      ? [...known, { value: step.topic, label: step.topic }]
      : known;
  return (
    <>
      <TextInput
        label={t('flows.email.subject')}
        value={step.subject ?? ''}
        onChange={(event) => edit(step.id, { subject: event.currentTarget.value }, 'subject')}
      />
      <Button variant="light" leftSection={<IconEdit size={16} />} onClick={() => setOpened(true)}>
        {t('flows.email.edit')}
      </Button>
      <Select
        label={t('flows.email.purpose')}
        description={t(`flows.email.purposeHelp.${purpose}`)}
        data={(['marketing', 'transactional'] as const).map((value) => ({ value, label: t(`flows.email.${value}`) }))}
        value={purpose}
        onChange={(value) => value && edit(step.id, { purpose: value as 'marketing' | 'transactional' }, 'purpose')}
      />
      {purpose === 'marketing' && (
        <Select
          label={t('flows.email.topic')}
          description={t('flows.email.topicHelp')}
          placeholder={t('flows.email.noTopic')}
          clearable
          data={choices}
          value={step.topic || null}
          onChange={(topic) => edit(step.id, { topic: topic ?? undefined }, 'topic')}
        />
      )}
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
