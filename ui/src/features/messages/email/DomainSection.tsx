import { Button, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { CopyText } from '@/kit/CopyText';
import { Fields } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import css from './EmailPage.module.css';
import { useDomainCheck, useSaveSender } from './useEmail';

type Sender = Schemas['EmailSender'];
type Check = Schemas['DomainCheck']['checks'][number];

/** What receivers look up of the domain, and what to do where it is not right. */
export function DomainSection({ sender }: { sender: Sender }) {
  const { t } = useTranslation();
  const check = useDomainCheck();
  const save = useSaveSender();
  const { name, address, replyTo } = sender;
  const signed = check.data?.checks.some(({ kind, works }) => kind === 'dkim' && works) ?? false;
  return (
    <Section
      title={t('email.domain.title', { domain: sender.domain })}
      counted="emailDomain"
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={check.isFetching}
          onClick={() => check.refetch()}
        >
          {t('email.domain.again')}
        </Button>
      }
    >
      <QueryView query={check}>
        {({ checks }) => (
          <ul className={css.checks}>
            {checks.map((one) => (
              <CheckItem key={one.kind} check={one} sender={sender} />
            ))}
          </ul>
        )}
      </QueryView>
      <Fields>
        <Switch
          mt={12}
          label={t('email.domain.sign')}
          description={t(signed ? 'email.domain.signHelp' : 'email.domain.signLater')}
          checked={sender.signing}
          disabled={save.isPending || (!signed && !sender.signing)}
          onChange={(event) =>
            save.mutate({ name, address, replyTo, signing: event.currentTarget.checked }, { onError: failed })
          }
        />
      </Fields>
    </Section>
  );
}

/** The record that would make it right, where we know one. */
function wanted(check: Check, sender: Sender): string | null {
  if (check.kind === 'dkim' && check.finding !== 'good') return sender.record.content;
  // What stands in SPF only the mail provider knows.
  return check.kind === 'dmarc' && check.finding === 'missing'
    ? `v=DMARC1; p=none; rua=mailto:postmaster@${sender.domain}`
    : null;
}

function CheckItem({ check, sender }: { check: Check; sender: Sender }) {
  const { t } = useTranslation();
  const Icon = check.works ? IconCheck : IconAlertTriangle;
  const record = wanted(check, sender);
  return (
    <li>
      <div className={css.head}>
        <span className={check.works ? css.good : css.bad}>
          <Icon size={16} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
          {t(check.works ? 'email.domain.works' : 'email.domain.fix')}
        </span>
        {t(`email.domain.${check.kind}`)}
      </div>
      <Text size="sm">{t(`email.finding.${check.kind}.${check.finding}`, t(`email.finding.${check.finding}`))}</Text>
      {check.found.map((text) => (
        <p key={text} className={css.record}>
          {check.name} TXT {text}
        </p>
      ))}
      {record !== null && (
        <>
          <Text size="sm" mt={8}>
            {t('email.domain.put', { name: check.name })}
          </Text>
          <p className={css.record}>{record}</p>
          <CopyText text={record} />
        </>
      )}
    </li>
  );
}
