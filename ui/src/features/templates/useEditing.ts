import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { type History, record, redo, startHistory, undo } from '@/kit/edit/history.model';
import { contentOf, type Template, type TemplateContent } from './template.model';

export type Change = (change: (content: TemplateContent) => TemplateContent, key?: string) => void;

/** The template as it is being changed, with undo; every save is a version, so nothing is saved by itself. */
export function useEditing(template: Template) {
  const [history, setHistory] = useState<History<TemplateContent>>(() => startHistory(contentOf(template)));
  const [saved, setSaved] = useState(history.present);
  const dirty = history.present !== saved;
  const change: Change = (make, key) => setHistory((before) => record(before, make(before.present), key ?? null));
  useHotkeys(
    [
      ['mod+Z', () => setHistory(undo)],
      ['mod+shift+Z', () => setHistory(redo)],
      ['mod+Y', () => setHistory(redo)],
    ],
    ['INPUT', 'TEXTAREA', 'SELECT'],
  );
  useEffect(() => {
    if (!dirty) return;
    const leave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [dirty]);
  return {
    content: history.present,
    dirty,
    change,
    /** What is on the server now; undo still reaches what was before. */
    kept: (content: TemplateContent) => setSaved(content),
    /** Something else took its place on the server. */
    replaced: (content: TemplateContent) => {
      setHistory((before) => record(before, content));
      setSaved(content);
    },
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  };
}
