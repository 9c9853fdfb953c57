import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useSession } from '@/api/session';
import { TalkBadge } from '@/kit/talk/TalkBadge';
import { talkByCard } from '@/kit/talk/talk.model';
import { useComments } from '@/kit/talk/useTalk';

const context = createContext<ReturnType<typeof talkByCard>>(new Map());

/** Brings what is said about a flow to its steps. */
export function StepTalkProvider({ flow, children }: { flow: string; children: ReactNode }) {
  const comments = useComments('flows', flow).data;
  const me = useSession()?.user.name ?? '';
  const talk = useMemo(() => talkByCard(comments ?? [], me), [comments, me]);
  return <context.Provider value={talk}>{children}</context.Provider>;
}

export function StepTalk({ step }: { step: string }) {
  const talk = useContext(context).get(step);
  return talk ? <TalkBadge {...talk} /> : null;
}
