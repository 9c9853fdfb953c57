import words from '@/i18n/en/maptemplates.json';
import type { MapContent } from './map.model';
import { templateMap } from './templates';

const lanes = new Set(['goals', 'touchpoints', 'emotions', 'pains', 'opportunities']);

function inEnglish(key: string): string {
  const found = key
    .split('.')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], words);
  return typeof found === 'string' ? found : key;
}

/** The laptop buyer in five lanes, for tests. */
export function laptopMap(): MapContent {
  const map = templateMap('laptop', inEnglish);
  return {
    ...map,
    lanes: map.lanes.filter((lane) => lanes.has(lane.kind)),
    // One cell stays empty: the keyboard must get over it.
    cards: map.cards.filter((card) => lanes.has(card.lane) && !(card.lane === 'pains' && card.stage === 'awareness')),
  };
}
