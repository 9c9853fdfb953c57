import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react';
import type { Schemas } from '@/api/client';

export type PeopleQuery = Schemas['PeopleQuery'];
/** Who they are, in words: "Lost after Checkout Started"; `similar` comes close to them where no condition is exact. */
export type PeopleRequest = { title: string; query: PeopleQuery; similar?: Schemas['Condition'] | undefined };

const context = createContext<(request: PeopleRequest) => void>(() => {});
const Content = lazy(() => import('./PeopleDrawerContent').then((module) => ({ default: module.PeopleDrawerContent })));

/** One drawer for the whole product: from any number to the people behind it. */
export function PeopleDrawerProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<PeopleRequest | null>(null);
  const open = useCallback((next: PeopleRequest) => setRequest(next), []);
  const value = useMemo(() => open, [open]);
  return (
    <context.Provider value={value}>
      {children}
      {request && (
        <Suspense fallback={null}>
          <Content request={request} close={() => setRequest(null)} />
        </Suspense>
      )}
    </context.Provider>
  );
}

export function usePeopleDrawer(): (request: PeopleRequest) => void {
  return useContext(context);
}
