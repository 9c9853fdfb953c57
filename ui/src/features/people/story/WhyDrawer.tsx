import { Button, Drawer, Select, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { campaignsQuery, flowsQuery } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Story.module.css';
import { useNamesOf } from './useNamesOf';
import { MessageChecks, useMessagesOf } from './WhyMessage';

/** Why the person got, or did not get, what a flow or a campaign sends. */
export function WhyButton({ person }: { person: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconHelpCircle size={16} stroke={1.6} />} onClick={() => setOpened(true)}>
        {t('rules.person.ask')}
      </Button>
      {opened && <WhyDrawer person={person} close={() => setOpened(false)} />}
    </>
  );
}

function WhyDrawer({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const flows = useQuery(flowsQuery(workspace));
  const campaigns = useQuery(campaignsQuery(workspace));
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isCampaign = (campaigns.data ?? []).some(({ id }) => id === chosen);
  return (
    <Drawer opened onClose={close} position="right" size="lg" title={t('rules.person.title')}>
      <Stack gap={16}>
        <Text size="sm" c="dimmed">
          {t('rules.person.text')}
        </Text>
        <Select
          label={t('rules.person.what')}
          data={[
            { group: t('rules.person.flows'), items: choices(flows.data) },
            { group: t('rules.person.campaigns'), items: choices(campaigns.data) },
          ]}
          value={chosen}
          onChange={setChosen}
          searchable
          nothingFoundMessage={t('rules.person.none')}
          data-autofocus
        />
        {chosen !== null &&
          (isCampaign ? (
            <InCampaign person={person} campaign={chosen} />
          ) : (
            <InFlow key={chosen} person={person} flow={chosen} />
          ))}
      </Stack>
    </Drawer>
  );
}

function InFlow({ person, flow }: { person: string; flow: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const names = useNamesOf(flow);
  const presence = useQuery({
    queryKey: [workspace, 'person-in-flow', flow, person],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/flows/{id}/people/{person}', {
          params: { path: { workspace, id: flow, person } },
        }),
      ),
  });
  return (
    <QueryView query={presence}>
      {({ status, liveSince, runs, absence }) => (
        <>
          {(status === 'paused' || status === 'stopped') && <Text size="sm">{t(`rules.person.status.${status}`)}</Text>}
          {absence && (
            <Text size="sm">
              {t(`rules.absence.${absence.reason}`, {
                what: names.what(absence.what ?? ''),
                when: liveSince ? format.dateTime(liveSince) : '',
              })}
            </Text>
          )}
          {runs.length > 0 && (
            <ol className={css.runs} aria-label={t('rules.person.runs')}>
              {runs.map((run) => (
                <li key={run.startedAt + run.version}>
                  <RunLine run={run} step={names.step(run.step)} />
                </li>
              ))}
            </ol>
          )}
          <MessagesOf person={person} of={flow} hidden={runs.length === 0} />
        </>
      )}
    </QueryView>
  );
}

type Run = Schemas['PersonInFlow']['runs'][number];

function RunLine({ run, step }: { run: Run; step: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = t('rules.person.entered', { when: format.dateTime(run.startedAt), version: run.version });
  if (run.exit === 'heldOut') return `${from} ${t('rules.person.exit.heldOut')}`;
  if (run.endedAt !== undefined) {
    const when = format.dateTime(run.endedAt);
    return `${from} ${t(`rules.person.exit.${run.exit ?? 'removed'}`, { when, step })}`;
  }
  const until =
    run.waitsUntil === undefined ? '' : ` ${t('rules.person.until', { when: format.dateTime(run.waitsUntil) })}`;
  return `${from} ${t('rules.person.now', { step })}${until}`;
}

function InCampaign({ person, campaign }: { person: string; campaign: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const presence = useQuery({
    queryKey: [workspace, 'person-in-campaign', campaign, person],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/campaigns/{id}/people/{person}', {
          params: { path: { workspace, id: campaign, person } },
        }),
      ),
  });
  return (
    <QueryView query={presence}>
      {({ startedAt, inAudience }) => (
        <>
          <Text size="sm">
            {startedAt === undefined
              ? t('rules.campaign.notBegun')
              : t(`rules.campaign.${inAudience ? 'audience' : 'noAudience'}`, { when: format.dateTime(startedAt) })}
          </Text>
          <MessagesOf person={person} of={campaign} hidden={!inAudience} />
        </>
      )}
    </QueryView>
  );
}

/** The person's messages of one flow or campaign, newest first. */
function MessagesOf({ person, of, hidden }: { person: string; of: string; hidden: boolean }) {
  const { t } = useTranslation();
  const messages = useMessagesOf(person, true);
  return (
    <QueryView query={messages}>
      {(all) => {
        const own = all.filter(({ flow }) => flow === of);
        if (own.length === 0) return hidden ? null : <Text size="sm">{t('rules.person.noMessage')}</Text>;
        return (
          <ol className={css.runs} aria-label={t('rules.person.messages')}>
            {own.map((message) => (
              <li key={message.id}>
                <strong>{message.subject ?? message.step}</strong>
                <MessageChecks message={message} />
              </li>
            ))}
          </ol>
        );
      }}
    </QueryView>
  );
}
