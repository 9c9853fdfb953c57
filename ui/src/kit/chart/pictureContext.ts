import { createContext, type RefObject } from 'react';
import type { Drawn } from './picture';

/** Where a chart leaves how it would be drawn, for the section around it that offers a picture. */
export const PictureContext = createContext<RefObject<(() => Drawn) | null> | null>(null);
