import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answer, api, named, type Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import { begin, end } from '@/kit/report/running';
import { useWorkspace } from '@/kit/workspace';
import type { Flow } from '../model/flow.model';
import { localDay } from './days.model';
import type { Walk } from './walk.model';

export type Simulation = Schemas['Simulation'];
export type Asked = { from: string; to: string; version: number | null; segment: string | null };
export type Chosen = { id: string; label: string };
/** Names the request under which the server tells how far it is. */
export const simulationKind = 'flow-simulation';

function useEverybody(flow: Flow, flush: () => Promise<unknown>) {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: async ({ from, to, version, segment }: Asked): Promise<Simulation> => {
      await flush();
      const request = newId('simulation-');
      const body = { from, to, ...(version === null ? {} : { version }), ...(segment === null ? {} : { segment }) };
      begin(simulationKind, request);
      const path = { workspace, id: flow.id };
      const call = named(request, () =>
        api.POST('/api/workspaces/{workspace}/flows/{id}/simulations', { params: { path }, body }),
      );
      return answer(call).finally(() => end(simulationKind, request));
    },
  });
}

function useOnePerson(flow: Flow, flush: () => Promise<unknown>) {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: async ({ personId, asked, enterAt }: { personId: string; asked: Asked; enterAt: string | null }) => {
      await flush();
      const { from, to, version } = asked;
      return answer(
        api.POST('/api/workspaces/{workspace}/flows/{id}/walks', {
          params: { path: { workspace, id: flow.id } },
          body: {
            personId,
            from,
            to,
            ...(version === null ? {} : { version }),
            ...(enterAt === null ? {} : { enterAt }),
          },
        }),
      );
    },
  });
}

/** The flow played against the past, for everybody and for one person. */
export function useSimulation(flow: Flow, flush: () => Promise<unknown>) {
  const { timeZone } = useWorkspace();
  const [opened, setOpened] = useState(false);
  const [tab, setTab] = useState<'everybody' | 'person'>('everybody');
  const [asked, setAsked] = useState<Asked>(() => ({
    from: localDay(Date.now(), timeZone, -29),
    to: localDay(Date.now(), timeZone, 0),
    version: null,
    segment: null,
  }));
  const [person, setPerson] = useState<Chosen | null>(null);
  const everybody = useEverybody(flow, flush);
  const one = useOnePerson(flow, flush);
  const result = everybody.data;
  const walk: Walk | undefined = tab === 'person' ? one.data : undefined;
  return useMemo(
    () => ({ opened, setOpened, tab, setTab, asked, setAsked, person, setPerson, everybody, one, result, walk }),
    [opened, tab, asked, person, everybody, one, result, walk],
  );
}

export type SimulationState = ReturnType<typeof useSimulation>;
