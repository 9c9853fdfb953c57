import { Button, Stack } from '@mantine/core';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, fieldMessages } from '@/api/problem';
import layout from '@/kit/Columns.module.css';
import { Confirm } from '@/kit/Confirm';
import { useFormat } from '@/kit/format';
import { Fields, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { AudienceFields } from './AudienceFields';
import { BackToCampaigns } from './CampaignPage';
import { ContentFields } from './ContentFields';
import { type Campaign, type CampaignContent, channelOf, contentOf, isMarketing } from './campaign.model';
import { TimeFields } from './TimeFields';
import { useAct, useReach, useSaveCampaign } from './useCampaigns';

const EmailEditor = lazy(() => import('@/kit/email/EmailEditor').then((module) => ({ default: module.EmailEditor })));

export type Change = { [K in keyof CampaignContent]?: CampaignContent[K] | undefined };
export type PartProps = { draft: CampaignContent; errors: Record<string, string>; set: (change: Change) => void };

/** Leaves out what became empty. */
function changed(draft: CampaignContent, change: Change): CampaignContent {
  const next = { ...draft, ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as CampaignContent;
}

/** Who, what and when of a campaign that was not started. */
export function CampaignForm({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<CampaignContent>(contentOf(campaign));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [writing, setWriting] = useState(false);
  const [starting, setStarting] = useState(false);
  const save = useSaveCampaign(campaign.id);
  const act = useAct(campaign.id);
  const may = useMay('edit');
  const set = (change: Change) => setDraft((before) => changed(before, change));
  const wrong = (error: unknown) => {
    setErrors(fieldMessages(asProblem(error)));
    failed(error);
  };
  const store = async () => {
    setErrors({});
    return save.mutateAsync({ content: draft, revision: campaign.revision });
  };
  const start = async () => {
    try {
      await store();
    } catch (error) {
      wrong(error);
      setStarting(false);
      return;
    }
    act.mutate('start', {
      onError: (error) => setErrors(fieldMessages(asProblem(error))),
      onSettled: () => setStarting(false),
    });
  };
  return (
    <Page
      above={<BackToCampaigns />}
      title={draft.name || t('campaigns.unnamed')}
      sentence={t('campaigns.form.sentence')}
      actions={
        may && (
          <>
            <Button
              variant="default"
              leftSection={<IconDeviceFloppy size={16} />}
              loading={save.isPending}
              onClick={() => store().then(() => done(t('common.saved')), wrong)}
            >
              {t('common.save')}
            </Button>
            <Button leftSection={<IconSend size={16} />} onClick={() => setStarting(true)}>
              {t(draft.startAt ? 'campaigns.action.schedule' : 'campaigns.action.start')}
            </Button>
          </>
        )
      }
    >
      <Fields>
        <div className={layout.columns}>
          <Stack gap={16} miw={0}>
            <AudienceFields draft={draft} errors={errors} set={set} />
            <TimeFields draft={draft} errors={errors} set={set} />
          </Stack>
          <ContentFields draft={draft} errors={errors} set={set} write={() => setWriting(true)} />
        </div>
      </Fields>
      {writing && (
        <Suspense fallback={null}>
          <EmailEditor
            content={draft}
            title={draft.name}
            change={(field, value) => set({ [field]: field === 'text' ? value : (value ?? '') })}
            close={() => setWriting(false)}
          />
        </Suspense>
      )}
      <StartQuestion
        draft={draft}
        opened={starting}
        close={() => setStarting(false)}
        busy={save.isPending || act.isPending}
        confirm={start}
      />
    </Page>
  );
}

type QuestionProps = {
  draft: CampaignContent;
  opened: boolean;
  close: () => void;
  busy: boolean;
  confirm: () => void;
};

/** What is sent cannot be taken back, so it is asked first. */
function StartQuestion({ draft, opened, close, busy, confirm }: QuestionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const reach = useReach(draft.segment, channelOf(draft)).data;
  const counted = reach ? (isMarketing(draft) ? reach.withConsent - reach.heldOut : reach.people) : 0;
  const people = t('common.people.count', { count: counted, shown: format.number(counted) });
  return (
    <Confirm
      opened={opened}
      close={close}
      title={t(draft.startAt ? 'campaigns.ask.schedule' : 'campaigns.ask.start', { name: draft.name })}
      text={
        draft.startAt
          ? t('campaigns.ask.later', { people, when: format.dateTime(draft.startAt) })
          : t('campaigns.ask.now', { people })
      }
      action={t(draft.startAt ? 'campaigns.action.schedule' : 'campaigns.action.start')}
      busy={busy}
      confirm={confirm}
    />
  );
}
