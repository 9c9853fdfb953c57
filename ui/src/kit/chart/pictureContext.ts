import { createContext, type RefObject } from 'react';
import type { Drawn } from './picture';

/** What one colour of a chart means. */
export type KeyEntry = { label: string; color: string; dashed?: boolean };

/** Where a chart and its key leave how they would be drawn, for the section around them that offers a picture. */
export type PicturePlace = {
  drawing: RefObject<(() => Drawn) | null>;
  key: RefObject<readonly KeyEntry[]>;
};

export const PictureContext = createContext<PicturePlace | null>(null);
