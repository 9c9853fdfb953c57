import { useMergedRef, useResizeObserver } from '@mantine/hooks';
import { memo, type PointerEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import { Face } from '@/kit/Face';
import { useMay } from '@/kit/may';
import hues from '../hues.module.css';
import {
  type Box,
  curvePath,
  curvePoints,
  emotionValues,
  gapPath,
  measuredPoints,
  newEmotion,
  pointAt,
  xOf,
  yOf,
} from '../model/curve.model';
import type { MapLive } from '../model/live.model';
import { type EmotionPoint, type MapContent, type MapStage, putEmotion, removeEmotion } from '../model/map.model';
import { EmotionDot } from './EmotionDot';
import css from './EmotionLane.module.css';

type Props = {
  stages: readonly MapStage[];
  emotions: readonly EmotionPoint[];
  measured: MapLive['stages'] | undefined;
  document: EditedDocument<MapContent>;
  height?: number | undefined;
};

const usualHeight = 148;
const margin = 20;

/** Where the columns begin and end, in pixels; they need not be equally wide. */
function useEdges(area: RefObject<HTMLDivElement | null>, stages: readonly MapStage[], width: number) {
  const [edges, setEdges] = useState<readonly number[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns follow the stages and the width
  useLayoutEffect(() => {
    const grounds = [...(area.current?.querySelectorAll<HTMLElement>('[data-ground]') ?? [])];
    const last = grounds.at(-1);
    if (!last) return;
    const next = [...grounds.map((ground) => ground.offsetLeft), last.offsetLeft + last.offsetWidth];
    setEdges((before) => (before.join() === next.join() ? before : next));
  }, [stages, width]);
  return edges;
}

/** The designed feelings as one smooth line, the measured satisfaction dashed beside it. */
export const EmotionLane = memo(function EmotionLane({ stages, emotions, measured, document, height: set }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [observed, { width }] = useResizeObserver<HTMLDivElement>();
  const area = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(area, observed);
  const [draft, setDraft] = useState<EmotionPoint | null>(null);
  const height = Math.max(80, set ?? usualHeight);
  const edges = useEdges(area, stages, width);
  const box: Box = { width: Math.max(width, 1), height, margin, edges };
  const shown = useMemo(
    () => (draft ? emotions.map((point) => (point.id === draft.id ? draft : point)) : emotions),
    [emotions, draft],
  );
  const points = curvePoints(stages, shown);
  const real = measuredPoints(stages, measured ?? []);
  const at = (event: PointerEvent | React.MouseEvent) => {
    const frame = area.current?.getBoundingClientRect();
    return pointAt(stages, box, event.clientX - (frame?.left ?? 0), event.clientY - (frame?.top ?? 0));
  };
  const put = (point: EmotionPoint, key?: string) => document.change((map) => putEmotion(map, point), key);
  return (
    <div ref={ref} className={css.lane} style={{ height }}>
      {stages.map((stage) => (
        <div key={stage.id} className={`${css.ground} ${hues.hue}`} data-hue={stage.hue} data-ground />
      ))}
      <svg className={css.lines} width={box.width} height={height} aria-hidden="true">
        {emotionValues.map((value) => (
          <line
            key={value}
            x1={0}
            x2={box.width}
            y1={yOf(value, box)}
            y2={yOf(value, box)}
            className={value === 0 ? css.zero : css.rule}
          />
        ))}
        {real.length > 1 && points.length > 1 && <path d={gapPath(points, real, box)} className={css.gap} />}
        <path d={curvePath(points, box)} className={css.designed} />
        {real.length > 0 && <path d={curvePath(real, box)} className={css.measured} />}
        {real.map((point) => (
          <circle key={point.id} cx={xOf(point.x, box)} cy={yOf(point.value, box)} r={4} className={css.real} />
        ))}
      </svg>
      {may && (
        <button
          type="button"
          className={css.canvas}
          aria-label={t('maps.emotion.add')}
          onClick={(event) => {
            // A press of Enter comes without a place: the point then starts in the middle.
            const place = event.detail === 0 ? { stage: stages[0]?.id ?? '', position: 0.5, value: 0 } : at(event);
            put(newEmotion(place));
          }}
        />
      )}
      <span className={css.scale} aria-hidden>
        {emotionValues.map((value) => (
          <span key={value} style={{ top: yOf(value, box) }}>
            <Face value={value} size={14} />
          </span>
        ))}
      </span>
      {shown.map((point) => {
        const spot = points.find((candidate) => candidate.id === point.id);
        const stage = stages.find((candidate) => candidate.id === point.stage);
        if (!spot || !stage) return null;
        return (
          <EmotionDot
            key={point.id}
            point={point}
            stages={stages}
            left={xOf(spot.x, box)}
            top={yOf(spot.value, box)}
            drag={(event) => setDraft({ ...point, ...at(event) })}
            drop={() => {
              if (draft) put(draft);
              setDraft(null);
            }}
            change={put}
            remove={() => document.change((map) => removeEmotion(map, point.id))}
          />
        );
      })}
      {emotions.length === 0 && <span className={css.empty}>{t('maps.emotion.none')}</span>}
      {real.length > 0 && <span className={css.legend}>{t('maps.emotion.legend')}</span>}
    </div>
  );
});
