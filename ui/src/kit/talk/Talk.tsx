import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconRotate } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import css from './Talk.module.css';
import { type MapComment, type Thread, threadsOf } from './talk.model';

type Draft = { card?: string; thread?: string; text: string };
type Props = {
  comments: readonly MapComment[];
  /** Only the talk about this card. */
  card?: string;
  write: (draft: Draft) => Promise<unknown>;
  resolve?: (comment: string, resolved: boolean) => void;
  /** Deletes one's own. */
  remove?: (comment: string) => void;
  titleOf?: (card: string) => string;
  jump?: (card: string) => void;
};

/** Threads of comments with answers; the same for people who are signed in and for guests. */
export function Talk({ comments, card, write, resolve, remove, titleOf, jump }: Props) {
  const { t } = useTranslation();
  const threads = threadsOf(comments, card);
  return (
    <Stack gap={12} data-testid="talk">
      {threads.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('mapreview.talk.none')}
        </Text>
      )}
      {threads.map((thread) => (
        <OneThread
          key={thread.first.id}
          thread={thread}
          write={write}
          resolve={resolve}
          remove={remove}
          about={card === undefined && thread.first.card ? thread.first.card : undefined}
          titleOf={titleOf}
          jump={jump}
        />
      ))}
      <Writing
        label={t('mapreview.talk.new')}
        help={t('mapreview.talk.help')}
        button={t('mapreview.talk.send')}
        write={(text) => write({ text, ...(card === undefined ? {} : { card }) })}
      />
    </Stack>
  );
}

type ThreadProps = {
  thread: Thread;
  write: Props['write'];
  resolve: Props['resolve'];
  remove: Props['remove'];
  about: string | undefined;
  titleOf: Props['titleOf'];
  jump: Props['jump'];
};

function OneThread({ thread: { first, answers }, write, resolve, remove, about, titleOf, jump }: ThreadProps) {
  const { t } = useTranslation();
  const [answering, setAnswering] = useState(false);
  const done = first.resolvedAt !== undefined;
  return (
    <article className={css.thread} data-resolved={done || undefined} aria-label={first.text}>
      {about !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={() => jump?.(about)} disabled={!jump}>
          {titleOf?.(about) || t('mapreview.talk.goneCard')}
        </Button>
      )}
      <Said comment={first} remove={answers.every((one) => one.mine) ? remove : undefined} />
      {answers.map((one) => (
        <Said key={one.id} comment={one} remove={remove} answer />
      ))}
      <Group gap={4} ml={-8}>
        <Button size="compact-xs" variant="subtle" onClick={() => setAnswering(!answering)} aria-expanded={answering}>
          {t('mapreview.talk.answer')}
        </Button>
        {resolve && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={done ? <IconRotate size={12} /> : <IconCheck size={12} />}
            onClick={() => resolve(first.id, !done)}
          >
            {t(done ? 'mapreview.talk.reopen' : 'mapreview.talk.resolve')}
          </Button>
        )}
        {done && (
          <Badge size="sm" variant="light" color="gray">
            {t('mapreview.talk.resolvedBy', { name: first.resolvedBy })}
          </Badge>
        )}
      </Group>
      {answering && (
        <Writing
          label={t('mapreview.talk.answer')}
          button={t('mapreview.talk.send')}
          write={async (text) => {
            await write({ thread: first.id, text });
            setAnswering(false);
          }}
        />
      )}
    </article>
  );
}

type SaidProps = { comment: MapComment; answer?: boolean; remove: Props['remove'] };

function Said({ comment, answer, remove }: SaidProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={css.said} data-answer={answer || undefined}>
      <Text size="xs" c="dimmed">
        <strong>{comment.author}</strong>
        {comment.guest && ` (${t('mapreview.talk.guest')})`} · {format.dateTime(comment.createdAt)}
      </Text>
      <Text size="sm" className={css.words}>
        {comment.text}
      </Text>
      {comment.mine && remove && (
        <Button size="compact-xs" variant="subtle" color="gray" ml={-8} onClick={() => remove(comment.id)}>
          {t('common.delete')}
        </Button>
      )}
    </div>
  );
}

type WritingProps = { label: string; help?: string; button: string; write: (text: string) => Promise<unknown> };

function Writing({ label, help, button, write }: WritingProps) {
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || sending) return;
    setSending(true);
    try {
      await write(text.trim());
      setText('');
    } catch {
      // The text stays, so that it can be sent again; the failure is told elsewhere.
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={send}>
      <Textarea
        label={label}
        description={help}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
        }}
      />
      <Button mt={6} type="submit" size="compact-sm" variant="light" loading={sending} disabled={text.trim() === ''}>
        {button}
      </Button>
    </form>
  );
}
