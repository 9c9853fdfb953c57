import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { createMarks, type MarkStore, type Marks } from '../model/marks.model';

const context = createContext<MarkStore>(createMarks());
export const MarksProvider = context.Provider;

/** What a card shows besides its content. */
export function useMarks(card: string): Marks {
  const store = useContext(context);
  const get = useCallback(() => store.get(card), [store, card]);
  return useSyncExternalStore(store.subscribe, get);
}
