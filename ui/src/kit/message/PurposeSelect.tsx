import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useTopics } from '@/api/lists';

type Purpose = 'marketing' | 'transactional';
type Props = {
  channel: Schemas['MessageChannel'];
  purpose: Purpose | undefined;
  topic: string | undefined;
  setPurpose: (purpose: Purpose) => void;
  setTopic: (topic: string | undefined) => void;
};

/** Why a message is sent, and what it is about, on any channel. */
export function PurposeSelect({ channel, purpose = 'marketing', topic, setPurpose, setTopic }: Props) {
  const { t } = useTranslation();
  const topics = useTopics().data ?? [];
  const known = topics.map(({ id, name }) => ({ value: id, label: name }));
  // A topic that was deleted since still says what it was.
  const choices = topic && !topics.some(({ id }) => id === topic) ? [...known, { value: topic, label: topic }] : known;
  return (
    <>
      <Select
        label={t('flows.email.purpose')}
        description={t(channel === 'email' ? `flows.email.purposeHelp.${purpose}` : `push.purposeHelp.${purpose}`)}
        data={(['marketing', 'transactional'] as const).map((value) => ({ value, label: t(`flows.email.${value}`) }))}
        value={purpose}
        onChange={(value) => value && setPurpose(value as Purpose)}
      />
      {purpose === 'marketing' && (
        <Select
          label={t('flows.email.topic')}
          description={t('flows.email.topicHelp')}
          placeholder={t('flows.email.noTopic')}
          clearable
          data={choices}
          value={topic || null}
          onChange={(next) => setTopic(next ?? undefined)}
        />
      )}
    </>
  );
}
