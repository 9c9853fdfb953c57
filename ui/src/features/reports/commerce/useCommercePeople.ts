import { useCallback } from 'react';
import type { Schemas } from '@/api/client';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import type { CommerceFigure, CommerceRequest } from './commerce.model';

type Part = Omit<Schemas['PeopleQuery'], 'kind' | 'commerce' | 'figure'> & { figure: CommerceFigure };

/** Opens the people behind a figure of this report. */
export function useCommercePeople(request: CommerceRequest): (title: string, part: Part) => void {
  const openPeople = usePeopleDrawer();
  return useCallback(
    (title, part) => openPeople({ title, query: { kind: 'commerce', commerce: request, ...part } }),
    [openPeople, request],
  );
}
