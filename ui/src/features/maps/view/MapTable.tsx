import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '@/kit/Face';
import { Severity } from '../grid/Card';
import { laneIcons } from '../grid/LaneHead';
import hues from '../hues.module.css';
import { curvePath, curvePoints } from '../model/curve.model';
import type { CardState, FieldChange } from '../model/diff.model';
import { cardsIn, type MapCard, type MapContent } from '../model/map.model';
import { CardPicture } from './CardPicture';
import css from './MapTable.module.css';

type Props = {
  map: MapContent;
  label: string;
  states?: ReadonlyMap<string, CardState>;
  fields?: ReadonlyMap<string, readonly FieldChange[]>;
  /** Open comments by card. */
  talk?: ReadonlyMap<string, { open: number }>;
  open?: (card: string) => void;
  /** Lanes above which a line with a name runs. */
  lines?: ReadonlyMap<string, string>;
};

/** A map to be read: for guests, for versions, and beside another map. */
export function MapTable({ map, label, lines, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls with the keys
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <td />
            {map.stages.map((stage) => (
              <th key={stage.id} scope="col" className={`${css.stage} ${hues.hue}`} data-hue={stage.hue}>
                {stage.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.lanes.map((lane) => {
            const Icon = laneIcons[lane.kind];
            const line = lines?.get(lane.id);
            return (
              <Fragment key={lane.id}>
                {line && (
                  <tr>
                    <th scope="rowgroup" colSpan={map.stages.length + 1} className={css.line}>
                      {line}
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row" className={css.lane}>
                    <Icon size={16} aria-hidden /> {lane.name ?? t(`maps.lane.${lane.kind}`)}
                  </th>
                  {lane.kind === 'emotions' ? (
                    <td colSpan={map.stages.length} className={css.curve}>
                      <Curve map={map} />
                    </td>
                  ) : (
                    map.stages.map((stage) => (
                      <td key={stage.id} className={`${css.cell} ${hues.hue}`} data-hue={stage.hue}>
                        {cardsIn(map, stage.id, lane.id).map((card) => (
                          <ReadCard key={card.id} card={card} {...rest} />
                        ))}
                      </td>
                    ))
                  )}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

type CardProps = Omit<Props, 'map' | 'label' | 'lines'> & { card: MapCard };

function ReadCard({ card, states, fields, talk, open }: CardProps) {
  const { t } = useTranslation();
  const state = states?.get(card.id);
  const said = talk?.get(card.id)?.open ?? 0;
  const inside = (
    <>
      {state && <span className={css.state}>{t(`mapreview.diff.${state}`)}</span>}
      {card.image && <CardPicture id={card.image} className={css.picture} />}
      <span>{card.title}</span>
      {card.text && <span className={css.text}>{card.text}</span>}
      {card.severity !== undefined && <Severity value={card.severity} />}
      {fields?.get(card.id)?.map(({ field, before, after }) => (
        <span key={field} className={css.text}>
          {t([`mapwork.field.${field}`, 'mapwork.field.entry'])}: <del>{shown(before)}</del> <ins>{shown(after)}</ins>
        </span>
      ))}
      {said > 0 && <span className={css.said}>{t('mapwork.talk.count', { count: said })}</span>}
    </>
  );
  if (!open) {
    return (
      <div className={css.card} data-state={state} data-read={card.id}>
        {inside}
      </div>
    );
  }
  return (
    <button type="button" className={css.card} data-state={state} data-read={card.id} onClick={() => open(card.id)}>
      {inside}
    </button>
  );
}

function shown(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const box = { width: 1000, height: 100, margin: 12 };

function Curve({ map }: { map: MapContent }) {
  const points = curvePoints(map.stages, map.emotions);
  const { t } = useTranslation();
  const told = map.emotions.map((point) => `${map.stages.find(({ id }) => id === point.stage)?.name}: ${point.value}`);
  return (
    <div className={css.lines}>
      <svg
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={told.join(', ') || t('maps.lane.emotions')}
      >
        <line x1="0" x2="1000" y1="50" y2="50" className={css.zero} />
        <path d={curvePath(points, box)} className={css.designed} />
      </svg>
      {points.map((point) => (
        <span
          key={point.id}
          className={css.face}
          aria-hidden
          style={{ left: `${point.x * 100}%`, top: `${12 + ((2 - point.value) / 4) * 76}%` }}
        >
          <Face value={point.value} size={16} />
        </span>
      ))}
    </div>
  );
}
