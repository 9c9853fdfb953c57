import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { asProblem } from '@/api/problem';
import { useMay } from '../may';
import type { Versioned } from './autosave.model';
import { createDocument, type DocumentPorts, type EditedDocument } from './document.model';

type Server<T> = Pick<DocumentPorts<T>, 'save' | 'load' | 'merge'>;

function kindOf(error: unknown): 'conflict' | 'passing' | 'lasting' {
  const { status } = asProblem(error);
  if (status === 409) return 'conflict';
  return status === 0 || status === 401 || status === 429 || status >= 500 ? 'passing' : 'lasting';
}

function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** An edited document of the server: undo, autosave, and no way to leave with unsaved work unnoticed. */
export function useDocument<T>(initial: Versioned<T>, server: Server<T>) {
  const may = useMay('edit');
  const [document] = useState(() => {
    const made = createDocument(initial, { ...server, kindOf, later });
    // Whoever may not change it must not run into the server's refusal with every key.
    return may ? made : { ...made, change: () => {} };
  });
  const snapshot = useSyncExternalStore(document.subscribe, document.snapshot);
  useSavedWhenLeft(document);
  useHotkeys(
    [
      ['mod+Z', () => document.undo()],
      ['mod+shift+Z', () => document.redo()],
      ['mod+Y', () => document.redo()],
    ],
    // In a field of text the browser's own undo is what people expect.
    ['INPUT', 'TEXTAREA', 'SELECT'],
  );
  return { document, ...snapshot };
}

function useSavedWhenLeft<T>(document: EditedDocument<T>): void {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (document.snapshot().saving.kind === 'saved') return;
      void document.flush();
      event.preventDefault();
    };
    const hide = () => {
      if (window.document.visibilityState === 'hidden') void document.flush();
    };
    window.addEventListener('beforeunload', leave);
    window.document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', leave);
      window.document.removeEventListener('visibilitychange', hide);
      void document.flush();
    };
  }, [document]);
}
