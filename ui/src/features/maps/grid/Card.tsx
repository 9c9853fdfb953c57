import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlignLeft, IconAsterisk, IconInfoCircle, IconLinkOff, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { useMapActions } from '../editor/useMapEditing';
import type { CardLive } from '../model/live.model';
import { type LaneKind, type MapCard, measuredLanes } from '../model/map.model';
import { CardPicture } from '../view/CardPicture';
import css from './Card.module.css';
import { CardExtras } from './CardExtras';
import { CardMarks } from './CardMarks';
import { LivePills } from './LivePills';
import { TitleField } from './TitleField';
import { useMarks } from './useMarks';

type Props = {
  card: MapCard;
  kind: LaneKind;
  live: CardLive | undefined;
  /** Reached by Tab: only one card of the grid is. */
  current: boolean;
  open: boolean;
  editing: boolean;
  grabbed: boolean;
};

export const Card = memo(function Card({ card, kind, live, current, open, editing, grabbed }: Props) {
  const { t } = useTranslation();
  const actions = useMapActions();
  const may = useMay('edit');
  const marks = useMarks(card.id);
  const drag = useDraggable({ id: card.id, disabled: editing || !may });
  if (editing) {
    return (
      <TitleField
        start={card.title}
        label={t('maps.card.title')}
        done={(title) => actions.rename(card.id, title)}
        cancel={actions.stopEditing}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of all cards
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={drag.setNodeRef}
      className={css.card}
      role="group"
      aria-label={[card.title, marks.selected && t('mapwork.selected')].filter(Boolean).join(', ')}
      tabIndex={current ? 0 : -1}
      aria-roledescription={t('maps.card.role')}
      aria-describedby="map-keys"
      data-spot
      data-card={card.id}
      data-open={open || undefined}
      data-grabbed={grabbed || undefined}
      data-dragged={drag.isDragging || undefined}
      data-selected={marks.selected || undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return actions.selecting.toggle(card.id);
        if (event.shiftKey) return actions.selecting.extendTo(card.id);
        actions.selecting.clear();
        actions.selecting.anchorAt(card.id);
        actions.open(card.id);
      }}
      onDoubleClick={() => actions.edit(card.id)}
      {...drag.listeners}
    >
      <CardFace card={card} kind={kind} live={live} current={current} />
      <CardMarks marks={marks} />
    </div>
  );
});

const CardFace = memo(function CardFace({
  card,
  kind,
  live,
  current,
}: Pick<Props, 'card' | 'kind' | 'live' | 'current'>) {
  const { t } = useTranslation();
  const actions = useMapActions();
  const may = useMay('edit');
  const measured = measuredLanes.has(kind);
  const bound = card.binding !== undefined || card.touchpoint !== undefined;
  const unbound = kind === 'touchpoints' && !bound;
  return (
    <>
      {card.image && <CardPicture id={card.image} className={css.picture} />}
      <span className={css.title}>{card.title}</span>
      {card.text && (
        <span className={css.text}>
          <IconAlignLeft size={12} aria-hidden /> {card.text}
        </span>
      )}
      <span className={css.foot} data-measured={(measured && bound) || undefined}>
        {card.severity !== undefined && <Severity value={card.severity} />}
        {measured && card.step === 'mandatory' && (
          <Tooltip label={t('maps.step.mandatory')}>
            <IconAsterisk size={14} className={css.step} aria-label={t('maps.step.mandatory')} />
          </Tooltip>
        )}
        {live && <LivePills card={card} live={live} reachable={current} />}
        <CardExtras card={card} />
        {unbound && (
          <Tooltip label={t('maps.card.unbound')}>
            <IconLinkOff size={14} className={css.hint} aria-label={t('maps.card.unbound')} />
          </Tooltip>
        )}
      </span>
      <span className={css.tools}>
        <ActionIcon
          size="sm"
          variant="default"
          tabIndex={-1}
          aria-label={t('maps.card.details')}
          onClick={() => actions.open(card.id)}
        >
          <IconInfoCircle size={14} />
        </ActionIcon>
        {may && (
          <ActionIcon
            size="sm"
            variant="default"
            tabIndex={-1}
            aria-label={t('common.delete')}
            onClick={(event) => {
              event.stopPropagation();
              actions.remove(card.id);
            }}
          >
            <IconTrash size={14} />
          </ActionIcon>
        )}
      </span>
    </>
  );
});

export function Severity({ value }: { value: number }) {
  const { t } = useTranslation();
  return (
    <span className={css.severity} role="img" aria-label={t('maps.card.severityOf', { value })}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} data-on={step <= value || undefined} />
      ))}
    </span>
  );
}

/** What follows the pointer while a card is dragged. */
export function CardGhost({ card }: { card: MapCard }) {
  return (
    <div className={css.card} data-ghost>
      <span className={css.title}>{card.title}</span>
    </div>
  );
}
