import { type Autosave, type AutosavePorts, createAutosave, type SaveState, type Versioned } from './autosave.model';
import { type History, rebase, record, redo, seal, startHistory, undo } from './history.model';

export type DocumentSnapshot<T> = { content: T; canUndo: boolean; canRedo: boolean; saving: SaveState };

/** An edited document: every change can be undone and is saved by itself. A store beside React, so that what is saved and what is shown never differ. */
export type EditedDocument<T> = {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => DocumentSnapshot<T>;
  /** `key` names the field that is being typed in; its changes become one step of the history. */
  change: (change: (content: T) => T, key?: string) => void;
  seal: () => void;
  undo: () => void;
  redo: () => void;
  flush: Autosave<T>['flush'];
  revision: () => number;
  receive: Autosave<T>['receive'];
};

export type DocumentPorts<T> = Pick<AutosavePorts<T>, 'save' | 'load' | 'merge' | 'kindOf' | 'later'>;

export function createDocument<T>(initial: Versioned<T>, ports: DocumentPorts<T>): EditedDocument<T> {
  let history: History<T> = startHistory(initial.content);
  let saving: SaveState = { kind: 'saved' };
  const listeners = new Set<() => void>();
  const shot = (): DocumentSnapshot<T> => ({
    content: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    saving,
  });
  let current = shot();
  const notify = () => {
    current = shot();
    for (const listener of listeners) listener();
  };
  const autosave = createAutosave(initial, {
    ...ports,
    onMerged: (base, theirs) => {
      history = rebase(history, (state) => ports.merge(base, state, theirs));
      notify();
    },
    onState: (state) => {
      saving = state;
      notify();
    },
  });
  const become = (next: History<T>) => {
    if (next === history) return;
    history = next;
    autosave.edit(history.present);
    notify();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => current,
    change: (change, key) => become(record(history, change(history.present), key ?? null)),
    seal: () => become(seal(history)),
    undo: () => become(undo(history)),
    redo: () => become(redo(history)),
    flush: autosave.flush,
    revision: autosave.revision,
    receive: autosave.receive,
  };
}
