import { Collapse, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Story.module.css';

/** The person's messages, with what each rule of sending made of them. */
export function useMessagesOf(person: string, wanted: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'messages-of', person],
    enabled: wanted,
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/messages', {
          params: { path: { workspace }, query: { person, limit: 500 } },
        }),
      ),
  });
}

/** Why this message went out, waits, or did not go out, in plain words. */
export function WhyMessage({ time, subject }: { time: string; subject: string }) {
  const { t } = useTranslation();
  const { person = '' } = useParams({ strict: false }) as { person?: string };
  const [opened, setOpened] = useState(false);
  const messages = useMessagesOf(person, opened);
  const found =
    messages.data?.find((one) => one.createdAt === time && (subject === '' || one.subject === subject)) ??
    messages.data?.find((one) => one.createdAt === time);
  return (
    <>
      <UnstyledButton className={css.ask} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {t('rules.ask')}
      </UnstyledButton>
      <Collapse expanded={opened}>
        {messages.isError && <ErrorState error={messages.error} />}
        {found && <MessageChecks message={found} />}
      </Collapse>
    </>
  );
}

/** What became of a message, and what every rule made of it. */
export function MessageChecks({ message }: { message: Schemas['Message'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checks = [] } = message;
  return (
    <div className={css.checks}>
      <p>
        {t(`rules.outcome.${message.status}`, { when: format.dateTime(message.sentAt ?? message.createdAt) })}{' '}
        <PathLink path={message.campaign ? `messages/campaigns/${message.flow}` : `flows/${message.flow}`}>
          {message.flowName}
        </PathLink>
      </p>
      <ul>
        {checks.map(({ rule, passed, detail }) => (
          <li key={rule} data-passed={passed}>
            {passed ? <IconCircleCheck size={14} aria-hidden /> : <IconCircleX size={14} aria-hidden />}
            <span>
              {t(`rules.${passed ? 'passed' : 'notSent'}.${rule}`)}
              {!passed && detail !== '' && ` (${detail})`}
            </span>
          </li>
        ))}
      </ul>
      {message.reason && checks.every((check) => check.passed) && <p>{message.reason}</p>}
    </div>
  );
}
