import { Divider } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useComments, useTalking } from '../review/queries';
import { Talk } from '../review/Talk';

/** What is said about one card. */
export function CardTalk({ map, card, focused }: { map: string; card: string; focused: boolean }) {
  const { t } = useTranslation();
  const comments = useComments(map).data ?? [];
  const { comment, resolve } = useTalking(map);
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
        card={card}
        write={(draft) => comment.mutateAsync(draft)}
        resolve={(id, resolved) => resolve.mutate({ comment: id, resolved })}
      />
    </div>
  );
}
