import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answer, api } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import { useWorkspaceId } from '@/kit/workspace';
import type { SqlAnswer } from './sql.model';

/** Asks one question at a time. A new one, `stop`, and leaving the page all stop the one under way. */
export function useSqlRun() {
  const workspace = useWorkspaceId();
  const current = useRef<{ id: string; abort: AbortController } | null>(null);
  const stop = useRef(() => {
    const running = current.current;
    if (running === null) return;
    current.current = null;
    running.abort.abort();
    // A proxy may keep the connection to the server although ours is closed.
    void api
      .DELETE('/api/workspaces/{workspace}/sql/running/{id}', { params: { path: { workspace, id: running.id } } })
      .catch(() => undefined);
  });
  useEffect(() => () => stop.current(), []);
  const run = useMutation<SqlAnswer, unknown, string>({
    mutationFn: async (sql) => {
      stop.current();
      const mine = { id: newId('q'), abort: new AbortController() };
      current.current = mine;
      try {
        return await answer(
          api.POST('/api/workspaces/{workspace}/sql', {
            params: { path: { workspace } },
            body: { sql, id: mine.id },
            signal: mine.abort.signal,
          }),
        );
      } finally {
        if (current.current === mine) current.current = null;
      }
    },
  });
  const cancel = () => {
    stop.current();
    run.reset();
  };
  return { run, cancel };
}
