import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useObservedSchema } from '@/api/lists';
import editorCss from '@/kit/code/CodeEditor.module.css';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { useMay } from '@/kit/may';
import css from './Code.module.css';
import { type Name, nameStart, names, type Place, token } from './completion.model';

type Props = {
  label: string;
  value: string;
  /** The line that is wrong, from 1. */
  fault: number | null;
  error: string | undefined;
  onChange: (value: string) => void;
};

const language = StreamLanguage.define<Place>({
  startState: () => ({ inside: 'text' }),
  copyState: (place) => ({ ...place }),
  token: (stream, place) => token(stream, place),
  tokenTable: { tag: tags.tagName, liquid: tags.keyword, string: tags.string, comment: tags.comment },
});

const colours = HighlightStyle.define([
  { tag: tags.tagName, color: 'var(--stage-consideration-ink)' },
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--stage-awareness-ink)' },
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
]);

const setFault = StateEffect.define<number | null>();
const faultField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(setFault)) continue;
      const line = effect.value;
      const { doc } = transaction.state;
      next =
        line === null || line > doc.lines
          ? Decoration.none
          : Decoration.set([Decoration.line({ class: css.fault ?? '' }).range(doc.line(line).from)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function completing(all: { current: Name[] }) {
  return (context: CompletionContext) => {
    const line = context.state.doc.lineAt(context.pos);
    const start = nameStart(line.text.slice(0, context.pos - line.from));
    if (start === null) return null;
    const options = all.current.map(({ label, kind }) => ({ label, type: kind === 'link' ? 'constant' : 'property' }));
    return { from: line.from + start, options, validFor: /^[\w.]*$/ };
  };
}

/** MJML or HTML as text, coloured, with the names of personal values. Tab leaves it, as everywhere else. */
export function CodeView({ label, value, fault, error, onChange }: Props) {
  const may = useMay('edit');
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const known = useRef<Name[]>([]);
  known.current = names(useObservedSchema().data);
  const latest = useRef({ onChange, value });
  latest.current = { onChange, value };
  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          autocompletion({ override: [completing(known)] }),
          language,
          syntaxHighlighting(colours),
          faultField,
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(!may),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label, may]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: setFault.of(fault) });
  }, [fault]);
  const insert = (piece: string) => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch(editor.state.replaceSelection(piece));
    editor.focus();
  };
  return (
    <div className={css.view}>
      {may && <InsertMenu insert={insert} />}
      <div ref={host} className={`${editorCss.editor} ${css.size}`} />
      {error && (
        <Text size="sm" c="red" role="alert">
          {error}
        </Text>
      )}
    </div>
  );
}
