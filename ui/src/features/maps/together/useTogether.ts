import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type JourneyMap, type MapContent } from '../model/map.model';
import type { MarkStore } from '../model/marks.model';
import { tellNotices } from './tellNotices';

export type Present = Schemas['MapNews']['present'][number];

const path = '/api/workspaces/{workspace}/maps/{id}' as const;
const pauseAfterFailure = 4_000;
const settle = 250;

export const versionedMap = (map: JourneyMap) => ({ content: contentOf(map), revision: map.revision });

/** This window among those at the same map. */
export const newClient = () => `w-${crypto.randomUUID()}`;

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

type Port = {
  map: string;
  client: string;
  card: string | null;
  document: EditedDocument<MapContent>;
  marks: MarkStore;
};

/** Takes over what others save while this map is open, and tells who they are and at which card. */
export function useTogether({ map, client, card, document, marks }: Port): readonly Present[] {
  const workspace = useWorkspaceId();
  const queries = useQueryClient();
  const [present, setPresent] = useState<readonly Present[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const params = { path: { workspace, id: map } };
    let [seen, talk] = [0, 0];
    const once = async () => {
      const query = { client, after: document.revision(), seen, ...(card === null ? {} : { card }) };
      const news = await answer(api.GET(`${path}/news`, { params: { ...params, query }, signal }));
      seen = news.seen;
      setPresent(news.present);
      marks.people(peopleAt(news.present, client));
      tellNotices(news.notices, 'replaced', document);
      if (talk !== 0 && news.talk !== talk) void queries.invalidateQueries({ queryKey: [workspace, 'map-talk', map] });
      talk = news.talk;
      if (news.revision > document.revision()) {
        document.receive(versionedMap(await answer(api.GET(path, { params, signal }))));
        void queries.invalidateQueries({ queryKey: [workspace, 'map-talk', map] });
      }
    };
    const ask = async () => {
      await wait(settle, signal);
      while (!signal.aborted) {
        try {
          await once();
        } catch (error) {
          if (signal.aborted || asProblem(error).status === 404) return;
          await wait(pauseAfterFailure, signal);
        }
      }
    };
    void ask();
    return () => stop.abort();
  }, [workspace, map, client, card, document, marks, queries]);
  return present;
}

function peopleAt(present: readonly Present[], me: string): Map<string, string[]> {
  const at = new Map<string, string[]>();
  for (const { client, name, card } of present) {
    if (client === me || card === undefined) continue;
    at.set(card, [...(at.get(card) ?? []), name]);
  }
  return at;
}

/** Saves by small changes, which the server puts on top of what others have saved meanwhile. */
export function saveChanges(workspace: string, map: string, body: Schemas['MapChanges']) {
  return answer(api.POST(`${path}/changes`, { params: { path: { workspace, id: map } }, body }));
}
