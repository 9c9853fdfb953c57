import { autocompletion } from '@codemirror/autocomplete';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import editorCss from '@/kit/code/CodeEditor.module.css';
import { faultMark, useText, usual } from '@/kit/code/code';
import css from './Sql.module.css';

export type EditorHandle = { insert: (text: string) => void; focus: () => void };

type Props = {
  label: string;
  value: string;
  /** Names of the views with their columns, for completion. */
  tables: Record<string, string[]>;
  /** Where the last run found a fault. */
  fault: number | null;
  onChange: (value: string) => void;
  onRun: () => void;
  handle: { current: EditorHandle | null };
};

function markAt(state: EditorState, position: number): DecorationSet {
  const from = Math.min(position, state.doc.length);
  const word = state.wordAt(from);
  const to = word?.to ?? Math.min(from + 1, state.doc.length);
  const start = word?.from ?? (from === to ? Math.max(0, from - 1) : from);
  return start === to
    ? Decoration.none
    : Decoration.set([Decoration.mark({ class: css.fault ?? '' }).range(start, to)]);
}

const mark = faultMark(markAt);

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--stage-awareness-ink)' },
  { tag: tags.number, color: 'var(--stage-consideration-ink)' },
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
]);

/** A text field that knows SQL. Tab leaves it, as everywhere else. */
export function SqlEditor({ label, value, tables, fault, onChange, onRun, handle }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const language = useRef(new Compartment());
  const latest = useRef({ onChange, onRun, value });
  latest.current = { onChange, onRun, value };
  useEffect(() => {
    if (host.current === null) return;
    const run = () => {
      latest.current.onRun();
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          usual(label, (text) => latest.current.onChange(text)),
          autocompletion(),
          syntaxHighlighting(colours),
          mark.field,
          language.current.of(sql({ dialect: PostgreSQL })),
        ],
      }),
    });
    view.current = editor;
    handle.current = {
      insert: (text) => {
        editor.dispatch(editor.state.replaceSelection(text));
        editor.focus();
      },
      focus: () => editor.focus(),
    };
    return () => {
      editor.destroy();
      view.current = null;
      handle.current = null;
    };
  }, [label, handle]);
  useText(view, value);
  useEffect(() => {
    const dialect = sql({ dialect: PostgreSQL, schema: tables, upperCaseKeywords: true });
    view.current?.dispatch({ effects: language.current.reconfigure(dialect) });
  }, [tables]);
  useEffect(() => {
    view.current?.dispatch({ effects: mark.set.of(fault) });
  }, [fault]);
  return <div ref={host} className={`${editorCss.editor} ${css.size}`} />;
}
