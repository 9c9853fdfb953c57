import { useSyncExternalStore } from 'react';

/** The reports that are being asked for, by kind: the name of the newest request. */
let running: Readonly<Record<string, string>> = {};
const listeners = new Set<() => void>();

function change(next: Readonly<Record<string, string>>) {
  running = next;
  for (const listener of listeners) listener();
}

export function begin(kind: string, request: string): void {
  change({ ...running, [kind]: request });
}

/** A newer request of the same kind goes on. */
export function end(kind: string, request: string): void {
  if (running[kind] !== request) return;
  const { [kind]: _over, ...rest } = running;
  change(rest);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useRunning(kind: string): string | null {
  return useSyncExternalStore(subscribe, () => running[kind] ?? null);
}
