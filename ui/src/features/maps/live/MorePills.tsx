import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconHourglass, IconRoute } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import type { CardLive, MapLive } from '../model/live.model';
import type { MapContent } from '../model/map.model';
import { FlowCountsProvider, useCardFlow } from './flowCounts';
import css from './MorePills.module.css';
import { outstanding } from './outstanding.model';

/** The live figures of all cards, against which one stands out. */
const AllCards = createContext<readonly CardLive[]>([]);
const none: readonly CardLive[] = [];

/** What the pills of all cards need to know of the whole map. */
export function LiveAround({
  map,
  live,
  children,
}: {
  map: MapContent;
  live: MapLive | undefined;
  children: ReactNode;
}) {
  return (
    <AllCards.Provider value={live?.cards ?? none}>
      <FlowCountsProvider map={map}>{children}</FlowCountsProvider>
    </AllCards.Provider>
  );
}

type Props = { card: string; live: CardLive; reachable: boolean };

/** What stands out at a card, and what flows do there. */
export function MorePills({ card, live, reachable }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const found = outstanding(live, useContext(AllCards));
  const flow = useCardFlow(card);
  return (
    <>
      {found?.kind === 'fails' && (
        <Tooltip label={t('live.failsHelp', { share: format.percent(found.share) })}>
          <span className={css.warning}>
            <IconAlertTriangle size={12} aria-hidden /> {t('live.fails', { share: format.percent(found.share, 0) })}
          </span>
        </Tooltip>
      )}
      {found?.kind === 'slow' && (
        <Tooltip label={t('live.slowHelp', { times: format.number(found.times, 1) })}>
          <span className={css.warning}>
            <IconHourglass size={12} aria-hidden /> {t('live.slow')}
          </span>
        </Tooltip>
      )}
      {flow && (
        <PathLink
          path={`flows/${flow.flow}`}
          search={{ step: flow.step }}
          className={css.flow}
          tabIndex={reachable ? 0 : -1}
          onClick={(event) => event.stopPropagation()}
        >
          <IconRoute size={12} aria-hidden /> {format.compact(flow.passed)}
          <VisuallyHidden>
            {t('conformance.flow.counts', {
              count: flow.passed,
              shown: format.number(flow.passed),
              waiting: format.number(flow.waiting),
            })}
          </VisuallyHidden>
        </PathLink>
      )}
    </>
  );
}

/** Time, feeling and value of a card, in words. */
export function CardFacts({ live }: { live: CardLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [
    live.medianSecondsToNext !== undefined &&
      t('live.next', { time: format.duration(live.medianSecondsToNext * 1000) }),
    live.satisfaction !== undefined &&
      t('live.satisfaction', { value: `${live.satisfaction > 0 ? '+' : ''}${format.number(live.satisfaction, 1)}` }),
    live.value !== undefined && live.value > 0 && t('live.value', { value: format.money(live.value) }),
    (live.failed ?? 0) > 0 && t('live.failed', { count: live.failed, shown: format.number(live.failed ?? 0) }),
  ].filter(Boolean);
  return facts.length === 0 ? null : <span className={css.facts}>{facts.join(' · ')}</span>;
}
