import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { type RefObject, useEffect } from 'react';

/** What every field of code has. Tab leaves it, as everywhere else. */
export function usual(label: string, changed: (text: string) => void): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
    }),
  ];
}

/** Marks the place where something is wrong until the text changes; `set` says where that is. */
export function faultMark(marked: (state: EditorState, place: number) => DecorationSet) {
  const set = StateEffect.define<number | null>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, transaction) {
      let next = transaction.docChanged ? Decoration.none : marks;
      for (const effect of transaction.effects) {
        if (effect.is(set)) next = effect.value === null ? Decoration.none : marked(transaction.state, effect.value);
      }
      return next;
    },
    provide: (marks) => EditorView.decorations.from(marks),
  });
  return { set, field };
}

/** Shows a text that was changed elsewhere than in the field. */
export function useText(view: RefObject<EditorView | null>, text: string) {
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [view, text]);
}
