import { Button, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '@/kit/Face';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { nudge } from '../model/curve.model';
import type { EmotionPoint, MapStage } from '../model/map.model';
import css from './EmotionLane.module.css';

type Props = {
  point: EmotionPoint;
  stages: readonly MapStage[];
  left: number;
  top: number;
  drag: (event: PointerEvent) => void;
  drop: () => void;
  change: (point: EmotionPoint, key?: string) => void;
  remove: () => void;
};

const threshold = 4;

/** One feeling: a slider that is dragged or moved with the arrows; a click tells more. */
export function EmotionDot({ point, stages, left, top, drag, drop, change, remove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const may = useMay('edit');
  const start = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const stage = stages.find((candidate) => candidate.id === point.stage)?.name ?? '';
  const value = `${point.value > 0 ? '+' : ''}${format.number(point.value, 1)}`;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top"
      withArrow
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <div
          className={css.dot}
          style={{ left, top }}
          role="slider"
          tabIndex={0}
          aria-label={t('maps.emotion.point', { stage })}
          aria-orientation="vertical"
          aria-valuemin={-2}
          aria-valuemax={2}
          aria-valuenow={point.value}
          aria-valuetext={[value, stage, point.note].filter(Boolean).join(', ')}
          data-value={Math.sign(point.value)}
          title={point.note}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = { x: event.clientX, y: event.clientY, moved: false };
          }}
          onPointerMove={(event) => {
            const from = start.current;
            if (!from) return;
            from.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > threshold;
            if (from.moved && may) drag(event);
          }}
          onPointerUp={() => {
            if (start.current?.moved && may) drop();
            else setOpened(true);
            start.current = null;
          }}
          onPointerCancel={() => {
            start.current = null;
            drop();
          }}
          onKeyDown={(event) => {
            if (/^Arrow/.test(event.key)) {
              event.preventDefault();
              event.stopPropagation();
              change(nudge(stages, point, event.key), `emotion:${point.id}`);
            }
            if (event.key === 'Delete' || event.key === 'Backspace') remove();
            if (event.key === 'Enter' || event.key === ' ') {
              event.preventDefault();
              setOpened(true);
            }
          }}
        >
          <Face value={point.value} />
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} w={240}>
          <Text size="sm" fw={600}>
            {value} · {stage}
          </Text>
          <TextInput
            label={t('maps.emotion.note')}
            readOnly={!may}
            value={point.note ?? ''}
            maxLength={200}
            data-autofocus
            onKeyDown={(event) => event.key === 'Enter' && setOpened(false)}
            onChange={(event) => {
              const { note: _, ...rest } = point;
              const note = event.currentTarget.value;
              change(note === '' ? rest : { ...rest, note }, `emotion-note:${point.id}`);
            }}
          />
          {may && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconTrash size={14} />}
              onClick={remove}
            >
              {t('common.delete')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
