import { expect, it } from 'vitest';
import type { MapContent } from '../model/map.model';
import { gapsOf } from './gap.model';

it('should compare the mean of the drawn curve with what surveys say, where both are known', () => {
  const point = (id: string, stage: string, value: number) => ({ id, stage, value, position: 0.5 });
  const map: MapContent = {
    name: 'Shop',
    stages: ['a', 'b', 'c'].map((id) => ({ id, name: id, hue: 'neutral' })),
    lanes: [],
    cards: [],
    emotions: [point('1', 'a', 1), point('2', 'a', 2), point('3', 'b', -1)],
  };
  const stages = [
    { stage: 'a', persons: 5, satisfaction: 0.5 },
    { stage: 'c', persons: 5, satisfaction: -2 },
  ];
  expect(gapsOf(map, { stages })).toEqual([
    { stage: 'a', name: 'a', designed: 1.5, measured: 0.5, gap: 1 },
    { stage: 'b', name: 'b', designed: -1 },
    { stage: 'c', name: 'c', measured: -2 },
  ]);
});
