import { describe, expect, it } from 'vitest';
import type { Versioned } from './autosave.model';
import { createDocument } from './document.model';
import { mergeRecord } from './merge.model';

type Draft = { title: string; text: string };

function documentOn(server: { stored: Versioned<Draft> }) {
  return createDocument<Draft>(server.stored, {
    save: async ({ content, revision }) => {
      if (revision !== server.stored.revision) throw new Error('conflict');
      server.stored = { content, revision: revision + 1 };
      return server.stored;
    },
    load: async () => server.stored,
    merge: mergeRecord,
    kindOf: () => 'conflict',
    later: () => () => {},
  });
}

describe('document', () => {
  it('should take back only my own work after a merge', async () => {
    const server = { stored: { content: { title: 'a', text: 'b' }, revision: 1 } };
    const document = documentOn(server);
    document.change((draft) => ({ ...draft, title: 'mine' }));
    server.stored = { content: { title: 'a', text: 'theirs' }, revision: 2 };
    await document.flush();
    expect(document.snapshot().content).toEqual({ title: 'mine', text: 'theirs' });
    document.undo();
    expect(document.snapshot().content).toEqual({ title: 'a', text: 'theirs' });
    await document.flush();
    expect(server.stored.content).toEqual({ title: 'a', text: 'theirs' });
  });

  it('should tell listeners of every change and say what can be undone', () => {
    const document = documentOn({ stored: { content: { title: 'a', text: 'b' }, revision: 1 } });
    const seen: string[] = [];
    const stop = document.subscribe(() => seen.push(document.snapshot().content.title));
    document.change((draft) => ({ ...draft, title: 'x' }));
    expect(document.snapshot().canUndo).toBe(true);
    document.undo();
    expect(document.snapshot()).toMatchObject({ canUndo: false, canRedo: true });
    stop();
    document.redo();
    expect(new Set(seen)).toEqual(new Set(['x', 'a', 'a']));
  });
});
