import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTopics } from '@/api/lists';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';

/** Why a message is sent, and what it is about, on any channel. */
export function PurposeFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
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
      <Select
        label={t('flows.email.purpose')}
        description={t(step.type === 'email' ? `flows.email.purposeHelp.${purpose}` : `push.purposeHelp.${purpose}`)}
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
    </>
  );
}
