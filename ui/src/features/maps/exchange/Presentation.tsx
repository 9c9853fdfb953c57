import { ActionIcon, Modal, VisuallyHidden } from '@mantine/core';
import { useResizeObserver, useWindowEvent } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonas } from '@/api/mapLists';
import { Face } from '@/kit/Face';
import { useFormat } from '@/kit/format';
import hues from '../hues.module.css';
import { curvePath, curvePoints, xOf, yOf } from '../model/curve.model';
import type { MapContent } from '../model/map.model';
import { CardPicture } from '../view/CardPicture';
import css from './Presentation.module.css';
import { feelingOf, type Slide, slidesOf, turned } from './present.model';

type Props = { map: MapContent; close: () => void };

/** Leaving the browser's full screen, by Escape or otherwise, ends the presentation. */
function useFullScreen(close: () => void) {
  const ending = useRef(close);
  ending.current = close;
  useEffect(() => {
    const left = () => document.fullscreenElement === null && ending.current();
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, []);
}

/** The map page by page, large enough to be read across a room. */
export function Presentation({ map, close }: Props) {
  const { t } = useTranslation();
  const slides = slidesOf(map);
  const [asked, setAsked] = useState(0);
  const at = Math.min(asked, slides.length - 1);
  const slide = slides[at] ?? { kind: 'title' };
  const heading = useRef<HTMLHeadingElement>(null);
  useFullScreen(close);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page is read from its heading
  useEffect(() => heading.current?.focus(), [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const presses = event.key === ' ' && document.activeElement?.closest('button') != null;
    const to = event.altKey || event.ctrlKey || event.metaKey || presses ? null : turned(event.key, at, slides.length);
    if (to === null) return;
    event.preventDefault();
    setAsked(to);
  };
  // Of the window, since a click on empty ground takes the focus out of the page.
  useWindowEvent('keydown', onKeyDown);
  return (
    <Modal.Root opened onClose={close} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content aria-label={t('mapexchange.present.label', { name: map.name })}>
        <div className={`${css.page} ${hues.hue}`} data-hue={slide.kind === 'stage' ? slide.stage.hue : undefined}>
          <header className={css.top}>
            <span className={css.map}>{slide.kind === 'title' ? '' : map.name}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('mapexchange.present.end')}
              onClick={close}
            >
              <IconX size={20} />
            </ActionIcon>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <section className={css.body} aria-labelledby="slide" tabIndex={0}>
            {slide.kind === 'title' ? (
              <TitleSlide map={map} heading={heading} />
            ) : (
              <StageSlide map={map} slide={slide} heading={heading} />
            )}
          </section>
          <footer className={css.bottom}>
            <ActionIcon
              variant="default"
              size={40}
              disabled={at === 0}
              aria-label={t('mapexchange.present.back')}
              onClick={() => setAsked(at - 1)}
            >
              <IconArrowLeft size={20} />
            </ActionIcon>
            <div
              className={css.progress}
              role="progressbar"
              aria-label={t('mapexchange.present.progress')}
              aria-valuemin={1}
              aria-valuemax={slides.length}
              aria-valuenow={at + 1}
            >
              {slides.map((one, place) => (
                <span
                  key={one.kind === 'stage' ? one.stage.id : ''}
                  className={`${css.step} ${hues.hue}`}
                  data-hue={one.kind === 'stage' ? one.stage.hue : undefined}
                  data-done={place <= at || undefined}
                />
              ))}
            </div>
            <span className={css.count}>{t('mapexchange.present.of', { at: at + 1, of: slides.length })}</span>
            <ActionIcon
              variant="default"
              size={40}
              disabled={at === slides.length - 1}
              aria-label={t('mapexchange.present.on')}
              onClick={() => setAsked(at + 1)}
            >
              <IconArrowRight size={20} />
            </ActionIcon>
          </footer>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

type SlideProps = { map: MapContent; heading: React.RefObject<HTMLHeadingElement | null> };

function TitleSlide({ map, heading }: SlideProps) {
  const { t } = useTranslation();
  const persona = usePersonas().data?.find((candidate) => candidate.id === map.persona);
  return (
    <div className={css.title}>
      <h1 id="slide" ref={heading} tabIndex={-1} data-autofocus>
        {map.name}
      </h1>
      <p className={css.about}>
        {[t(`maps.kind.${map.kind ?? 'asIs'}`), persona?.name, persona?.role].filter(Boolean).join(' · ')}
      </p>
      {map.description && <p className={css.description}>{map.description}</p>}
      <ol className={css.stages}>
        {map.stages.map((stage) => (
          <li key={stage.id} className={`${css.stage} ${hues.hue}`} data-hue={stage.hue}>
            {stage.name}
          </li>
        ))}
      </ol>
      <p className={css.keys}>{t('mapexchange.present.keys')}</p>
    </div>
  );
}

function StageSlide({ map, slide, heading }: SlideProps & { slide: Slide & { kind: 'stage' } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const feelings = map.emotions
    .filter((point) => point.stage === slide.stage.id)
    .sort((a, b) => a.position - b.position);
  return (
    <>
      <h1 id="slide" ref={heading} tabIndex={-1} data-autofocus className={css.name}>
        <VisuallyHidden>
          {t('mapexchange.present.stage', { at: slide.place + 1, of: map.stages.length })}{' '}
        </VisuallyHidden>
        {slide.stage.name}
      </h1>
      <div className={css.lanes}>
        {slide.lanes.map(({ lane, cards }) => (
          <section key={lane.id} className={css.lane}>
            <h2>{lane.name ?? t(`maps.lane.${lane.kind}`)}</h2>
            <ul>
              {cards.map((card) => (
                <li key={card.id} data-kind={lane.kind}>
                  {card.image && <CardPicture id={card.image} className={css.picture} />}
                  {card.title}
                  {card.text && <span className={css.text}>{card.text}</span>}
                  {card.severity !== undefined && (
                    <span className={css.text}>{t('maps.card.severityOf', { value: card.severity })}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {slide.lanes.length === 0 && <p>{t('mapexchange.present.empty')}</p>}
      </div>
      {map.emotions.length > 0 && (
        <section className={css.feelings}>
          <h2>{t('maps.lane.emotions')}</h2>
          <Curve map={map} place={slide.place} />
          <ul>
            {feelings.map((point) => (
              <li key={point.id}>
                <Face value={point.value} size={24} /> {feelingOf(point.value, format.number)}
                {point.note && ` ${point.note}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const height = 110;

/** The whole curve, with the stage that is shown on its ground; what it says is listed below it. */
function Curve({ map, place }: { map: MapContent; place: number }) {
  const [ref, { width }] = useResizeObserver<HTMLDivElement>();
  const box = { width: Math.max(1, width), height, margin: 16 };
  const points = curvePoints(map.stages, map.emotions);
  const column = box.width / map.stages.length;
  return (
    <div ref={ref} className={css.curve}>
      <svg width={box.width} height={height} aria-hidden="true">
        <rect x={place * column} width={column} height={height} rx={8} className={css.here} />
        <line x1={0} x2={box.width} y1={yOf(0, box)} y2={yOf(0, box)} className={css.zero} />
        <path d={curvePath(points, box)} className={css.line} />
        {points.map((point) => (
          <circle key={point.id} cx={xOf(point.x, box)} cy={yOf(point.value, box)} r={5} className={css.dot} />
        ))}
      </svg>
    </div>
  );
}
