import { Collapse, UnstyledButton } from '@mantine/core';
import {
  IconArrowNarrowRight,
  IconChevronRight,
  IconCoins,
  IconMail,
  IconPoint,
  IconTicket,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from '@/kit/ChannelIcon';
import { channelName } from '@/kit/channels';
import { useFormat } from '@/kit/format';
import { gistOf } from '@/kit/gist.model';
import { MessageStatusBadge } from '@/kit/MessageStatusBadge';
import { StageBadge } from '@/kit/StageBadge';
import css from './Story.module.css';
import { type Day, type Entry, lengthOf, propertyRows, type Visit } from './story.model';
import { WhyMessage } from './WhyMessage';

export function StoryDay({ day }: { day: Day }) {
  const format = useFormat();
  return (
    <section className={css.day}>
      <h3 className={css.date}>{format.weekday(`${day.day}T12:00:00Z`)}</h3>
      {day.visits.map((visit) => (
        <VisitBlock key={visit.key} visit={visit} />
      ))}
    </section>
  );
}

function VisitBlock({ visit }: { visit: Visit }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const length = lengthOf(visit);
  return (
    <div className={css.visit}>
      {visit.session !== null && (
        <div className={css.visitHead}>
          <ChannelIcon channel={visit.channel ?? ''} />
          <span>{t('people.story.session', { number: visit.session })}</span>
          {visit.channel && <span>· {channelName(visit.channel, t, i18n.exists)}</span>}
          {length > 0 && <span>· {format.duration(length)}</span>}
        </div>
      )}
      <ol className={css.entries}>
        {visit.entries.map((entry, place) => (
          <EntryRow key={`${entry.time}:${entry.name ?? ''}:${place}`} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const format = useFormat();
  return (
    <li className={css.entry} data-kind={entry.kind}>
      <time className={css.time} dateTime={entry.time}>
        {format.time(entry.time)}
      </time>
      {entry.kind === 'event' && <EventEntry entry={entry} />}
      {entry.kind === 'message' && <MessageEntry entry={entry} />}
      {entry.kind === 'coupon' && <CouponEntry entry={entry} />}
      {entry.kind === 'points' && <PointsEntry entry={entry} />}
      {entry.kind === 'stage' && <StageEntry entry={entry} />}
    </li>
  );
}

function EventEntry({ entry }: { entry: Entry }) {
  const [opened, setOpened] = useState(false);
  const rows = propertyRows(entry.properties);
  const first = gistOf(entry.properties)
    .map(([, value]) => value)
    .join(' · ');
  return (
    <div className={css.what}>
      <UnstyledButton
        className={css.eventButton}
        onClick={() => setOpened(!opened)}
        disabled={rows.length === 0}
        aria-expanded={rows.length > 0 ? opened : undefined}
      >
        {rows.length > 0 ? (
          <IconChevronRight size={14} className={opened ? css.turned : css.chevron} aria-hidden />
        ) : (
          <IconPoint size={14} aria-hidden />
        )}
        <span className={css.name}>{entry.name}</span>
        {!opened && <span className={css.gist}>{first}</span>}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <dl className={css.properties}>
          {rows.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Collapse>
    </div>
  );
}

function MessageEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  return (
    <div className={css.what}>
      <span className={css.line}>
        <IconMail size={16} stroke={1.6} aria-hidden />
        <span className={css.name}>{entry.name}</span>
        {entry.status && <MessageStatusBadge status={entry.status} />}
      </span>
      {entry.reason && (
        <span className={css.why}>
          {t('people.story.why')} {entry.reason}
        </span>
      )}
      <WhyMessage time={entry.time} subject={entry.name ?? ''} />
    </div>
  );
}

function CouponEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { coupons, what } = entry.properties ?? {};
  return (
    <div className={css.what}>
      <span className={css.line}>
        <IconTicket size={16} stroke={1.6} aria-hidden />
        <span className={css.name}>{entry.name}</span>
        <span>{t(`loyalty.story.${String(what)}`, { name: String(coupons) })}</span>
      </span>
    </div>
  );
}

function PointsEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = Number(entry.properties?.points ?? 0);
  return (
    <div className={css.what}>
      <span className={css.line}>
        <IconCoins size={16} stroke={1.6} aria-hidden />
        <span className={css.name}>
          {t('loyalty.story.points', {
            count: Math.abs(points),
            shown: `${points > 0 ? '+' : '−'}${format.number(Math.abs(points))}`,
          })}
        </span>
        <span>{entry.name}</span>
      </span>
    </div>
  );
}

function StageEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  return (
    <div className={css.what}>
      <span className={css.line}>
        {entry.previousStage ? <StageBadge stage={entry.previousStage} /> : t('people.story.noStage')}
        <IconArrowNarrowRight size={16} aria-label={t('people.story.becomes')} />
        {entry.name ? <StageBadge stage={entry.name} /> : t('people.story.noStage')}
      </span>
    </div>
  );
}
