import { ActionIcon, ColorSwatch, Group, Menu } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureButton } from '@/kit/DataTable';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import hues from '../hues.module.css';
import { useStagePeople } from '../live/useStagePeople';
import { type MapLive, type Transition, type TransitionPart, transitionShares } from '../model/live.model';
import {
  addStage,
  editStage,
  type MapContent,
  type MapStage,
  moveStage,
  removeStage,
  stageHues,
  widenStage,
} from '../model/map.model';
import css from './MapGrid.module.css';
import { Resizer } from './Resizer';

type Props = {
  stage: MapStage;
  first: boolean;
  last: boolean;
  only: boolean;
  document: EditedDocument<MapContent>;
  persons: number | undefined;
  transition: Transition | undefined;
  next: string | undefined;
};

/** What a head shows of a place of the map. */
export function headOf(map: MapContent, place: number, live: MapLive | undefined) {
  const id = map.stages[place]?.id;
  return {
    first: place === 0,
    last: place === map.stages.length - 1,
    only: map.stages.length === 1,
    persons: live?.stages.find((one) => one.stage === id)?.persons,
    transition: live?.transitions.find((one) => one.from === id),
    next: map.stages[place + 1]?.name,
  };
}

export const StageHead = memo(function StageHead({ stage, persons, transition, next, document, ...edges }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const showStage = useStagePeople(stage);
  return (
    <div className={`${css.stage} ${hues.hue}`} data-hue={stage.hue} data-stage={stage.id}>
      <div className={css.stageWords}>
        <input
          className={css.stageName}
          aria-label={t('maps.stage.name')}
          value={stage.name}
          maxLength={60}
          readOnly={!may}
          onBlur={() => document.seal()}
          onChange={(event) => {
            const name = event.currentTarget.value;
            document.change((map) => editStage(map, stage.id, { name }), `stage:${stage.id}`);
          }}
        />
        {persons !== undefined && (
          <div className={css.persons}>
            <FigureButton onClick={() => showStage()}>
              {t('maps.live.persons', { count: persons, shown: format.number(persons) })}
            </FigureButton>
          </div>
        )}
      </div>
      {may && <StageMenu stage={stage} document={document} {...edges} />}
      {transition && next !== undefined && (
        <Between transition={transition} from={stage.name} to={next} show={showStage} />
      )}
      {may && (
        <Resizer
          label={t('mapwork.stage.width', { name: stage.name })}
          axis="width"
          low={120}
          value={stage.width}
          change={(width) => document.change((map) => widenStage(map, stage.id, width), `width:${stage.id}`)}
          done={document.seal}
        />
      )}
    </div>
  );
});

type MenuProps = Pick<Props, 'stage' | 'document' | 'first' | 'last' | 'only'>;

function StageMenu({ stage, document, first, last, only }: MenuProps) {
  const { t } = useTranslation();
  const change = (edit: (map: MapContent) => MapContent) => () => document.change(edit);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={css.menu}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('maps.stage.menu', { name: stage.name })}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('maps.stage.hue')}</Menu.Label>
        <Group gap={4} px={12} pb={8}>
          {stageHues.map((hue) => (
            <ColorSwatch
              key={hue}
              component="button"
              size={22}
              color={hue === 'neutral' ? 'var(--ink-soft)' : `var(--stage-${hue})`}
              aria-label={t(`maps.stage.${hue}`)}
              aria-pressed={hue === stage.hue}
              style={hue === stage.hue ? { outline: '2px solid var(--ink)', outlineOffset: 1 } : { cursor: 'pointer' }}
              onClick={change((map) => editStage(map, stage.id, { hue }))}
            />
          ))}
        </Group>
        <Menu.Item
          leftSection={<IconArrowLeft size={16} />}
          disabled={first}
          onClick={change((map) => moveStage(map, stage.id, -1))}
        >
          {t('maps.stage.left')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} />}
          disabled={last}
          onClick={change((map) => moveStage(map, stage.id, 1))}
        >
          {t('maps.stage.right')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlus size={16} />}
          onClick={change((map) => addStage(map, t('maps.stage.new'), stage.id))}
        >
          {t('maps.stage.after')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={16} />}
          disabled={only}
          onClick={change((map) => removeStage(map, stage.id))}
        >
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type BetweenProps = {
  transition: Transition;
  from: string;
  to: string;
  show: (part: TransitionPart, said: string) => void;
};

/** How many go on, return or leave after a stage: a thin bar on the border; its menu leads to the people. */
function Between({ transition, from, to, show }: BetweenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shares = transitionShares(transition);
  if (shares.length === 0) return null;
  const said = shares.map(({ kind, share, persons }) =>
    t(`maps.live.${kind}`, { share: format.percent(share, 0), persons: format.number(persons) }),
  );
  return (
    <Menu position="bottom" withArrow trigger="click-hover" openDelay={150}>
      <Menu.Target>
        <button type="button" className={css.between} aria-label={`${from} → ${to}: ${said.join('; ')}`}>
          {shares.map(({ kind, width }) => (
            <span key={kind} data-kind={kind} style={{ flexGrow: width }} />
          ))}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {from} → {to}
        </Menu.Label>
        {shares.map(({ kind, persons }, place) => (
          <Menu.Item key={kind} disabled={persons === 0} onClick={() => show(kind, said[place] ?? '')}>
            {said[place]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
