import { Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { PurposeSelect } from '@/kit/message/PurposeSelect';
import { Section } from '@/kit/Page';
import type { PartProps } from './CampaignForm';
import { channelOf, isMarketing } from './campaign.model';
import { useReach } from './useCampaigns';

/** Name, segment and purpose, with how many can be written to. */
export function AudienceFields({ draft, errors, set }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useSegments().data ?? [];
  const reach = useReach(draft.segment, channelOf(draft));
  return (
    <Section title={t('campaigns.form.who')}>
      <Stack gap={12}>
        <TextInput
          label={t('common.name')}
          description={t('campaigns.form.nameHelp')}
          required
          maxLength={120}
          value={draft.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={t('campaigns.form.segment')}
          placeholder={t('campaigns.form.choose')}
          searchable
          data={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.segment ?? null}
          error={errors.segment}
          onChange={(segment) => set({ segment: segment ?? undefined })}
        />
        {reach.data && (
          <Text size="sm">
            {t(`campaigns.form.reach.${channelOf(draft)}`, {
              count: reach.data.people,
              shown: format.number(reach.data.people),
              consent: format.number(reach.data.withConsent),
            })}{' '}
            {isMarketing(draft) &&
              reach.data.heldOut > 0 &&
              `${t('campaigns.form.heldOut', {
                count: reach.data.heldOut,
                shown: format.number(reach.data.heldOut),
              })} `}
            <HowCounted topic="campaignReach" />
          </Text>
        )}
        <PurposeSelect
          channel={channelOf(draft)}
          purpose={draft.purpose}
          topic={draft.topic}
          setPurpose={(purpose) => set({ purpose })}
          setTopic={(topic) => set({ topic })}
        />
      </Stack>
    </Section>
  );
}
