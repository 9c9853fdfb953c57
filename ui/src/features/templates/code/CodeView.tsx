import { autocompletion, type CompletionContext } from '@codemirror/autocomplete';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useObservedSchema } from '@/api/lists';
import editorCss from '@/kit/code/CodeEditor.module.css';
import { faultMark, useText, usual } from '@/kit/code/code';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { useMay } from '@/kit/may';
import css from './Code.module.css';
import { type Name, names, offered, type Place, token } from './completion.model';

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

const mark = faultMark((state, line) =>
  line > state.doc.lines
    ? Decoration.none
    : Decoration.set([Decoration.line({ class: css.fault ?? '' }).range(state.doc.line(line).from)]),
);

/** So far back a tag may have begun. */
const mostBefore = 2_000;

function completing(all: { current: Name[] }) {
  return (context: CompletionContext) => {
    const { doc } = context.state;
    const begin = Math.max(0, context.pos - mostBefore);
    const isMjml = /<mjml\b/.test(doc.sliceString(0, mostBefore));
    const offer = offered(doc.sliceString(begin, context.pos), all.current, isMjml);
    return offer && { from: begin + offer.from, options: offer.words, validFor: /^[\w.-]*$/ };
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
          usual(label, (text) => latest.current.onChange(text)),
          autocompletion({ override: [completing(known)] }),
          language,
          syntaxHighlighting(colours),
          mark.field,
          EditorState.readOnly.of(!may),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label, may]);
  useText(view, value);
  useEffect(() => {
    view.current?.dispatch({ effects: mark.set.of(fault) });
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
