import { Progress as Bar, Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/kit/Confirm';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { EmailPreview } from '@/kit/email/EmailPreview';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { PlainPreview } from '@/kit/message/PlainPreview';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useGo } from '@/kit/useGo';
import { type PartProps, Subjects, usePeople, WhatCameBack } from './CampaignOutcome';
import { BackToCampaigns } from './CampaignPage';
import { CampaignStatusBadge } from './CampaignStatusBadge';
import { againOf, type Campaign, isUnderWay, share, total } from './campaign.model';
import { useAct, useCreateCampaign, useProgress } from './useCampaigns';

/** How far a campaign has come, and what came of it. */
export function CampaignResult({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useProgress(campaign.id, campaign.status);
  const when = campaign.endedAt ?? campaign.startedAt ?? campaign.startAt;
  return (
    <Page
      above={<BackToCampaigns />}
      title={campaign.name}
      sentence={
        <>
          <CampaignStatusBadge status={campaign.status} /> {t(`campaigns.channel.${campaign.channel}`)} ·{' '}
          {when && t(`campaigns.since.${campaign.status}`, { when: format.dateTime(when) })}
        </>
      }
      actions={<Actions campaign={campaign} />}
    >
      <QueryView query={progress}>
        {(figures) => (
          <Stack gap={16} miw={0}>
            <Together campaign={campaign} progress={figures} />
            {campaign.channel === 'email' && <WhatCameBack campaign={campaign} progress={figures} />}
            {figures.variants.length > 1 && <Subjects campaign={campaign} progress={figures} />}
            {figures.skipped.length > 0 && <WhyNot campaign={campaign} progress={figures} />}
            <Section title={t('campaigns.form.what')}>
              {campaign.channel === 'email' ? (
                <EmailPreview content={campaign} />
              ) : (
                <PlainPreview
                  channel={campaign.channel}
                  title={campaign.subject}
                  body={campaign.body}
                  icon={campaign.icon}
                />
              )}
            </Section>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Actions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const go = useGo();
  const act = useAct(campaign.id);
  const copy = useCreateCampaign();
  const may = useMay('edit');
  const [stopping, setStopping] = useState(false);
  const { status } = campaign;
  if (!may) return null;
  return (
    <>
      {(status === 'sending' || status === 'paused') && (
        <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => setStopping(true)}>
          {t('campaigns.action.stop')}
        </Button>
      )}
      {status === 'sending' && (
        <Button leftSection={<IconPlayerPause size={16} />} loading={act.isPending} onClick={() => act.mutate('pause')}>
          {t('campaigns.action.pause')}
        </Button>
      )}
      {status === 'scheduled' && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          loading={act.isPending}
          onClick={() => act.mutate('pause')}
        >
          {t('campaigns.action.takeBack')}
        </Button>
      )}
      {status === 'paused' && (
        <Button leftSection={<IconPlayerPlay size={16} />} loading={act.isPending} onClick={() => act.mutate('resume')}>
          {t('campaigns.action.resume')}
        </Button>
      )}
      {(status === 'done' || status === 'stopped') && (
        <Button
          variant="default"
          leftSection={<IconCopy size={16} />}
          loading={copy.isPending}
          onClick={() => {
            copy.mutate(againOf(campaign), { onSuccess: ({ id }) => go(`messages/campaigns/${id}`) });
          }}
        >
          {t('campaigns.action.copy')}
        </Button>
      )}
      <Confirm
        opened={stopping}
        close={() => setStopping(false)}
        title={t('campaigns.ask.stop', { name: campaign.name })}
        text={t('campaigns.ask.stopText')}
        action={t('campaigns.action.stop')}
        busy={act.isPending}
        confirm={() => act.mutate('stop', { onSettled: () => setStopping(false) })}
      />
    </>
  );
}

function Together({ campaign, progress }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = usePeople(campaign);
  const sum = total(progress);
  const troubles = (['failed', 'unknown'] as const).filter((trouble) => sum[trouble] > 0);
  const rate = (part: number) => (sum.sent === 0 ? '–' : format.percent(part / sum.sent));
  return (
    <Section
      title={t('campaigns.progress')}
      counted="campaigns"
      actions={
        <PathLink path="messages" search={{ flow: campaign.id }}>
          {t('campaigns.outbox')}
        </PathLink>
      }
    >
      {(isUnderWay(progress.status) || progress.status === 'paused') && (
        <>
          <Bar value={share(progress) * 100} aria-label={t('campaigns.progress')} mb={4} />
          <Text size="sm" mb={16} role="status">
            {t('campaigns.left', {
              count: progress.waiting + sum.pending,
              shown: format.number(progress.waiting + sum.pending),
            })}
            {progress.forTheirHour > 0 && progress.lastAt && (
              <>
                {' '}
                <FigureButton onClick={() => people('forTheirHour')}>
                  {t('campaigns.forTheirHour', {
                    count: progress.forTheirHour,
                    shown: format.number(progress.forTheirHour),
                    when: format.dateTime(progress.lastAt),
                  })}
                </FigureButton>
              </>
            )}
          </Text>
        </>
      )}
      <Figures columns={3 + troubles.length + (campaign.channel === 'sms' ? 0 : 1) + (progress.measuresOpens ? 1 : 0)}>
        <Figure
          label={t('campaigns.figure.audience')}
          value={format.number(progress.audience)}
          onClick={() => people('audience')}
        />
        <Figure label={t('campaigns.figure.sent')} value={format.number(sum.sent)} onClick={() => people('sent')} />
        <Figure
          label={t('campaigns.figure.skipped')}
          value={format.number(sum.skipped)}
          onClick={() => people('skipped')}
        />
        {troubles.map((trouble) => (
          <Figure
            key={trouble}
            label={t(`campaigns.figure.${trouble}`)}
            value={format.number(sum[trouble])}
            range={t(`campaigns.trouble.${trouble}`)}
            onClick={() => people(trouble)}
          />
        ))}
        {campaign.channel !== 'sms' && (
          <Figure
            label={t('campaigns.figure.clicked')}
            value={rate(sum.clicked)}
            range={t('campaigns.clicks', { count: progress.clicks, shown: format.number(progress.clicks) })}
            onClick={() => people('clicked')}
          />
        )}
        {progress.measuresOpens && (
          <Figure label={t('campaigns.figure.opened')} value={rate(sum.opened)} onClick={() => people('opened')} />
        )}
      </Figures>
    </Section>
  );
}

function WhyNot({ campaign, progress }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = usePeople(campaign);
  return (
    <Section title={t('campaigns.whyNot')} counted="messages" flush>
      <DataTable
        label={t('campaigns.whyNot')}
        rows={progress.skipped}
        rowKey={({ reason }) => reason}
        columns={[
          { key: 'why', header: t('messages.why'), text: true, cell: ({ reason }) => reason },
          {
            key: 'messages',
            header: t('campaigns.figure.audience'),
            figure: true,
            cell: ({ messages }) => (
              <FigureButton onClick={() => people('skipped')}>{format.number(messages)}</FigureButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
