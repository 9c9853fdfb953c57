import { IconPlus } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { type Editing, useMapActions } from '../editor/useMapEditing';
import hues from '../hues.module.css';
import { cellKey } from '../model/grid.model';
import type { CardLive } from '../model/live.model';
import type { LaneKind, MapCard, MapStage } from '../model/map.model';
import { Card } from './Card';
import css from './Cell.module.css';
import { TitleField } from './TitleField';

export type CellState = {
  /** The current card, `''` for the empty cell, null when the keyboard is elsewhere. */
  current: string | null;
  panel: string | null;
  grabbed: string | null;
  editing: Editing | null;
  /** Where a dragged card would fall. */
  hint: number | null;
};
type Props = CellState & {
  stage: MapStage;
  lane: string;
  kind: LaneKind;
  laneName: string;
  cards: readonly MapCard[];
  live: ReadonlyMap<string, CardLive>;
};

export const Cell = memo(function Cell({ stage, lane, kind, laneName, cards, live, hint, ...ui }: Props) {
  const { t } = useTranslation();
  const actions = useMapActions();
  const may = useMay('edit');
  const fresh = ui.editing?.kind === 'new' ? ui.editing : null;
  const field = fresh && (
    <TitleField
      key={`new-${fresh.index}`}
      start=""
      label={t('maps.card.new', { lane: laneName, stage: stage.name })}
      done={(title, again) => actions.add(title, again && title.trim() !== '')}
      cancel={actions.stopEditing}
    />
  );
  return (
    <div
      data-cell={cellKey(stage.id, lane)}
      className={`${css.cell} ${hues.hue}`}
      data-hue={stage.hue}
      data-hint={hint !== null || undefined}
    >
      {cards.map((card, place) => (
        <Fragment key={card.id}>
          {hint === place && <span className={css.line} />}
          {fresh?.index === place && field}
          <Card
            card={card}
            kind={kind}
            live={live.get(card.id)}
            current={ui.current === card.id}
            open={ui.panel === card.id}
            editing={ui.editing?.kind === 'card' && ui.editing.card === card.id}
            grabbed={ui.grabbed === card.id}
          />
        </Fragment>
      ))}
      {hint !== null && hint >= cards.length && <span className={css.line} />}
      {fresh && fresh.index >= cards.length && field}
      {!fresh && may && (
        <button
          type="button"
          className={css.add}
          tabIndex={ui.current === '' ? 0 : -1}
          {...(cards.length === 0 ? { 'data-spot': true, 'data-empty': cellKey(stage.id, lane) } : {})}
          aria-label={t('maps.card.new', { lane: laneName, stage: stage.name })}
          onClick={() => actions.startNew(stage.id, lane, cards.length)}
        >
          <IconPlus size={14} aria-hidden />
          <span>{t('common.add')}</span>
        </button>
      )}
    </div>
  );
});
