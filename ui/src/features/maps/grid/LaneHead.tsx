import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBuildingWarehouse,
  IconBulb,
  IconChevronDown,
  IconChevronRight,
  IconDoorEnter,
  IconDots,
  IconFileText,
  IconFlag,
  IconGauge,
  IconHandClick,
  IconMessageCircle,
  IconMoodSad,
  IconMoodSmile,
  IconNote,
  IconPointer,
  IconTrash,
  IconUserShield,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useMay } from '@/kit/may';
import {
  editLane,
  type LaneKind,
  type MapContent,
  type MapLane,
  moveLane,
  removeLane,
  renameLane,
} from '../model/map.model';
import css from './MapGrid.module.css';
import { Resizer } from './Resizer';

export const laneIcons: Record<LaneKind, typeof IconFlag> = {
  goals: IconFlag,
  actions: IconHandClick,
  touchpoints: IconPointer,
  emotions: IconMoodSmile,
  thoughts: IconMessageCircle,
  pains: IconMoodSad,
  opportunities: IconBulb,
  content: IconFileText,
  kpis: IconGauge,
  owner: IconUserShield,
  frontstage: IconDoorEnter,
  backstage: IconBuildingWarehouse,
  notes: IconNote,
};

type Props = { lane: MapLane; first: boolean; last: boolean; document: EditedDocument<MapContent> };

export const LaneHead = memo(function LaneHead({ lane, first, last, document }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const Icon = laneIcons[lane.kind];
  const usual = t(`maps.lane.${lane.kind}`);
  return (
    <div className={css.lane}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xs"
        mt={6}
        disabled={!may}
        aria-expanded={!lane.collapsed}
        aria-label={t('mapwork.lane.collapse', { name: lane.name ?? usual })}
        onClick={() => document.change((map) => editLane(map, lane.id, { collapsed: !lane.collapsed }))}
      >
        {lane.collapsed ? <IconChevronRight size={14} /> : <IconChevronDown size={14} />}
      </ActionIcon>
      <Icon size={18} stroke={1.6} className={css.laneIcon} aria-hidden />
      <input
        className={css.laneName}
        aria-label={t('maps.lane.name', { lane: usual })}
        placeholder={usual}
        value={lane.name ?? ''}
        maxLength={60}
        readOnly={!may}
        onBlur={() => document.seal()}
        onChange={(event) => {
          const name = event.currentTarget.value;
          document.change((map) => renameLane(map, lane.id, name), `lane:${lane.id}`);
        }}
      />
      {may && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              className={css.menu}
              variant="subtle"
              color="gray"
              size="sm"
              mt={3}
              aria-label={t('maps.lane.menu', { name: lane.name ?? usual })}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowUp size={16} />}
              disabled={first}
              onClick={() => document.change((map) => moveLane(map, lane.id, -1))}
            >
              {t('maps.lane.up')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={16} />}
              disabled={last}
              onClick={() => document.change((map) => moveLane(map, lane.id, 1))}
            >
              {t('maps.lane.down')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              onClick={() => document.change((map) => removeLane(map, lane.id))}
            >
              {t('common.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {may && !lane.collapsed && (
        <Resizer
          label={t('mapwork.lane.height', { name: lane.name ?? usual })}
          axis="height"
          low={32}
          value={lane.height}
          change={(height) => document.change((map) => editLane(map, lane.id, { height }), `height:${lane.id}`)}
          done={document.seal}
        />
      )}
    </div>
  );
});
