import { Alert, Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertCircle, IconEdit } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmailPreview } from '@/kit/email/EmailPreview';
import { OwnMail } from '@/kit/email/OwnMail';
import { TemplateSelect } from '@/kit/email/TemplateSelect';
import { Tone } from '@/kit/email/Tone';
import { PushContent } from '@/kit/message/PushContent';
import { SmsContent } from '@/kit/message/SmsContent';
import { Section } from '@/kit/Page';
import type { Change, PartProps } from './CampaignForm';
import { type CampaignContent, type Channel, channelOf, channels } from './campaign.model';
import { useReach } from './useCampaigns';

/** What belongs to the words of one channel, for the way back to it. */
const wordsOf = ({ subject, body, text, template, url, icon, test }: CampaignContent): Change => ({
  subject,
  body,
  text,
  template,
  url,
  icon,
  test,
});
const noWords: Change = { ...wordsOf({ name: '', subject: '', body: '', tagLinks: true }) };

/** On which channel a campaign goes out, and what it says there. */
export function ContentFields(props: PartProps & { write: () => void }) {
  const { draft, set } = props;
  const { t } = useTranslation();
  const channel = channelOf(draft);
  const reach = useReach(draft.segment, channel);
  const left = useRef<Partial<Record<Channel, Change>>>({});
  const choose = (next: Channel) => {
    left.current[channel] = wordsOf(draft);
    set({ ...(left.current[next] ?? noWords), channel: next });
  };
  return (
    <Section title={t('campaigns.form.what')}>
      <Stack gap={12}>
        <SegmentedControl
          fullWidth
          aria-label={t('campaigns.form.channel')}
          value={channel}
          data={channels.map((value) => ({ value, label: t(`campaigns.channel.${value}`) }))}
          onChange={(value) => choose(value as Channel)}
        />
        {reach.data?.canSend === false && (
          <Alert color="warm" variant="light" icon={<IconAlertCircle size={20} />}>
            {t(`campaigns.noGateway.${channel}`)}
          </Alert>
        )}
        {channel === 'email' && <EmailContent {...props} />}
        {channel === 'push' && <Push {...props} />}
        {channel === 'sms' && (
          <SmsContent text={draft.body} error={props.errors.body} set={(body) => set({ body: body ?? '' })} />
        )}
      </Stack>
    </Section>
  );
}

function Push({ draft, errors, set }: PartProps) {
  const { subject, body, url, icon } = draft;
  return (
    <PushContent
      content={{ title: subject, body, url, icon }}
      errors={{ title: errors.subject, body: errors.body, url: errors.url, icon: errors.icon }}
      set={(field, value) =>
        set(field === 'title' ? { subject: value ?? '' } : { [field]: field === 'body' ? (value ?? '') : value })
      }
    />
  );
}

function EmailContent({ draft, errors, set, write }: PartProps & { write: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TemplateSelect template={draft.template} error={errors.template} onChange={(template) => set({ template })} />
      <TextInput
        label={t('flows.email.subject')}
        description={draft.template === undefined ? undefined : t('templates.choose.subject')}
        value={draft.subject}
        error={errors.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <Tone />
      {draft.template === undefined && (
        <Button variant="light" leftSection={<IconEdit size={16} />} onClick={write}>
          {t('flows.email.edit')}
        </Button>
      )}
      {errors.body && (
        <Text size="sm" c="red">
          {errors.body}
        </Text>
      )}
      {draft.template === undefined && (
        <>
          <EmailPreview content={draft} />
          <OwnMail draft={draft} />
        </>
      )}
    </>
  );
}
