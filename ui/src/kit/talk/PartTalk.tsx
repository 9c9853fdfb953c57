import { Divider } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Talk } from './Talk';
import { type Spoken, useComments, useTalking } from './useTalk';

type Props = { of: Spoken; id: string; part: string; focused?: boolean };

/** What is said about one card of a map or one step of a flow. */
export function PartTalk({ of, id, part, focused = false }: Props) {
  const { t } = useTranslation();
  const comments = useComments(of, id).data ?? [];
  const { comment, resolve, remove } = useTalking(of, id);
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focused) return;
    self.current?.scrollIntoView({ block: 'nearest' });
    self.current?.querySelector<HTMLTextAreaElement>('form:last-of-type textarea')?.focus();
  }, [focused]);
  return (
    <div ref={self}>
      <Divider label={t('mapreview.talk.title')} labelPosition="left" mb={8} />
      <Talk
        comments={comments}
        card={part}
        write={(draft) => comment.mutateAsync(draft)}
        resolve={(one, resolved) => resolve.mutate({ comment: one, resolved })}
        remove={(one) => remove.mutate(one)}
      />
    </div>
  );
}
