import { describe, expect, it } from 'vitest';
import { type AutosavePorts, createAutosave, type SaveState, type Versioned } from './autosave.model';
import { mergeRecord } from './merge.model';

type Draft = { title: string; text: string };
class Refused extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

/** A server with one document, and time that moves when told. */
function bench() {
  const server = { stored: { content: { title: 'a', text: 'b' }, revision: 1 } as Versioned<Draft>, saves: 0, fail: 0 };
  const due: { at: number; run: () => void }[] = [];
  const states: SaveState['kind'][] = [];
  let now = 0;
  const view = { draft: server.stored.content };
  const ports: AutosavePorts<Draft> = {
    save: async ({ content, revision }) => {
      server.saves++;
      if (server.fail > 0) throw new Refused(server.fail);
      if (revision !== server.stored.revision) throw new Refused(409);
      server.stored = { content, revision: revision + 1 };
      return server.stored;
    },
    load: async () => server.stored,
    merge: mergeRecord,
    onMerged: (base, theirs) => {
      view.draft = mergeRecord(base, view.draft, theirs);
    },
    onState: (state) => states.push(state.kind),
    kindOf: (error) => {
      const status = (error as Refused).status;
      if (status === 409) return 'conflict';
      return status === 422 ? 'lasting' : 'passing';
    },
    later: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run };
      due.push(timer);
      return () => {
        if (due.includes(timer)) due.splice(due.indexOf(timer), 1);
      };
    },
  };
  const pass = async (milliseconds: number) => {
    now += milliseconds;
    for (const timer of due.filter((candidate) => candidate.at <= now)) {
      due.splice(due.indexOf(timer), 1);
      timer.run();
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const autosave = createAutosave(server.stored, ports);
  const edit = (draft: Draft) => {
    view.draft = draft;
    autosave.edit(draft);
  };
  return { server, states, view, pass, autosave, edit, due };
}

describe('autosave', () => {
  it('should save once after a burst of changes', async () => {
    const { server, pass, edit, autosave } = bench();
    edit({ title: 'ab', text: 'b' });
    await pass(100);
    edit({ title: 'abc', text: 'b' });
    await pass(699);
    expect(server.saves).toBe(0);
    await pass(1);
    expect(server.stored.content.title).toBe('abc');
    expect(server.saves).toBe(1);
    expect(autosave.state()).toEqual({ kind: 'saved' });
  });

  it('should merge with what somebody else saved, and keep both', async () => {
    const { server, pass, edit, view, autosave } = bench();
    server.stored = { content: { title: 'theirs', text: 'b' }, revision: 7 };
    edit({ title: 'a', text: 'mine' });
    await pass(700);
    expect(server.stored).toEqual({ content: { title: 'theirs', text: 'mine' }, revision: 8 });
    expect(view.draft).toEqual({ title: 'theirs', text: 'mine' });
    expect(autosave.state().kind).toBe('saved');
  });

  it('should keep the draft and try again while the server is away', async () => {
    const { server, pass, edit, autosave } = bench();
    server.fail = 503;
    edit({ title: 'x', text: 'b' });
    await pass(700);
    expect(autosave.state()).toMatchObject({ kind: 'failed', again: true });
    await pass(3_000);
    expect(server.saves).toBe(2);
    server.fail = 0;
    await pass(6_000);
    expect(server.stored.content.title).toBe('x');
    expect(autosave.state()).toEqual({ kind: 'saved' });
  });

  it('should not repeat what was refused for good until it changes', async () => {
    const { server, pass, edit, autosave, due } = bench();
    server.fail = 422;
    edit({ title: '', text: 'b' });
    await pass(700);
    expect(autosave.state()).toMatchObject({ kind: 'failed', again: false });
    expect(due).toEqual([]);
    server.fail = 0;
    edit({ title: 'ok', text: 'b' });
    await pass(700);
    expect(server.stored.content.title).toBe('ok');
  });

  it('should save at once when the page is left, and nothing when nothing changed', async () => {
    const { server, edit, autosave } = bench();
    await autosave.flush();
    expect(server.saves).toBe(0);
    edit({ title: 'last', text: 'b' });
    expect(await autosave.flush()).toEqual({ kind: 'saved' });
    expect(server.stored.content.title).toBe('last');
  });

  it('should tell that an undone change needs no saving', async () => {
    const { server, pass, edit, states } = bench();
    edit({ title: 'x', text: 'b' });
    edit({ title: 'a', text: 'b' });
    await pass(700);
    expect(server.saves).toBe(0);
    expect(states.at(-1)).toBe('saved');
  });
});
