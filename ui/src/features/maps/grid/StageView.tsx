import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useMay } from '@/kit/may';
import type { MapUi } from '../editor/useMapEditing';
import hues from '../hues.module.css';
import { type Cells, cellKey, noCards } from '../model/grid.model';
import type { CardLive, MapLive } from '../model/live.model';
import { addStage, type MapContent } from '../model/map.model';
import { Cell } from './Cell';
import { DragLayer } from './DragLayer';
import { EmotionLane } from './EmotionLane';
import { LaneHead } from './LaneHead';
import { headOf, StageHead } from './StageHead';
import css from './StageView.module.css';

type Props = {
  map: MapContent;
  document: EditedDocument<MapContent>;
  cells: Cells;
  ui: MapUi;
  live: MapLive | undefined;
  cards: ReadonlyMap<string, CardLive>;
};

const swipe = 60;

/** One stage at a time, for small screens; swipe or choose the next one. */
export function StageView({ map, document, cells, ui, live, cards }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const [chosen, setChosen] = useState<string | null>(null);
  const touch = useRef<{ x: number; y: number } | null>(null);
  const found = map.stages.findIndex((candidate) => candidate.id === chosen);
  const place = Math.max(0, found);
  const stage = map.stages[place];
  if (!stage) return null;
  const turn = (by: number) => setChosen(map.stages[place + by]?.id ?? stage.id);
  return (
    <DragLayer map={map}>
      {(hint) => (
        <div
          className={css.view}
          onTouchStart={(event) => {
            const at = event.touches[0];
            touch.current = at ? { x: at.clientX, y: at.clientY } : null;
          }}
          onTouchEnd={(event) => {
            const at = event.changedTouches[0];
            const from = touch.current;
            if (!at || !from || hint !== null) return;
            const across = at.clientX - from.x;
            if (Math.abs(across) > swipe && Math.abs(across) > 2 * Math.abs(at.clientY - from.y)) {
              turn(across < 0 ? 1 : -1);
            }
          }}
        >
          <Group gap={4} wrap="nowrap" mb={8}>
            <ActionIcon
              variant="default"
              size={36}
              disabled={place === 0}
              aria-label={t('maps.stage.previous')}
              onClick={() => turn(-1)}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            <Select
              flex={1}
              aria-label={t('maps.stage.choose')}
              data={map.stages.map(({ id, name }, index) => ({ value: id, label: `${index + 1}. ${name}` }))}
              value={stage.id}
              onChange={setChosen}
            />
            <ActionIcon
              variant="default"
              size={36}
              disabled={place === map.stages.length - 1}
              aria-label={t('maps.stage.next')}
              onClick={() => turn(1)}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </Group>
          <StageHead stage={stage} document={document} {...headOf(map, place, live)} />
          {map.lanes.map((lane, index) => {
            const key = cellKey(stage.id, lane.id);
            const { editing } = ui;
            return (
              <section key={lane.id} className={`${css.lane} ${hues.hue}`} data-hue={stage.hue}>
                <LaneHead lane={lane} first={index === 0} last={index === map.lanes.length - 1} document={document} />
                {lane.kind === 'emotions' ? (
                  <EmotionLane
                    stages={[stage]}
                    emotions={map.emotions.filter((point) => point.stage === stage.id)}
                    measured={live?.stages}
                    document={document}
                  />
                ) : (
                  <Cell
                    stage={stage}
                    lane={lane.id}
                    kind={lane.kind}
                    laneName={lane.name ?? t(`maps.lane.${lane.kind}`)}
                    cards={cells.get(key) ?? noCards}
                    live={cards}
                    current={null}
                    panel={ui.panel}
                    grabbed={null}
                    editing={
                      editing?.kind === 'new' && (editing.stage !== stage.id || editing.lane !== lane.id)
                        ? null
                        : editing
                    }
                    hint={hint?.key === key ? hint.index : null}
                  />
                )}
              </section>
            );
          })}
          {may && (
            <Button
              mt={8}
              variant="subtle"
              leftSection={<IconPlus size={16} />}
              onClick={() => document.change((content) => addStage(content, t('maps.stage.new'), stage.id))}
            >
              {t('maps.stage.after')}
            </Button>
          )}
        </div>
      )}
    </DragLayer>
  );
}
