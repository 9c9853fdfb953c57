import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { ActionIcon, Input, Tooltip } from '@mantine/core';
import { IconBold, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import css from './Blocks.module.css';
import { listed, pieces, wrapped } from './light.model';
import { ValueMenu } from './ValueMenu';

class Chip extends WidgetType {
  constructor(
    readonly label: string,
    readonly liquid: string,
  ) {
    super();
  }
  override eq(other: Chip) {
    return other.liquid === this.liquid;
  }
  override toDOM() {
    const chip = document.createElement('span');
    chip.className = css.chip ?? '';
    chip.textContent = this.label;
    chip.title = this.liquid;
    return chip;
  }
}

function decorated(view: EditorView): DecorationSet {
  const text = view.state.doc.toString();
  const ranges: Range<Decoration>[] = pieces(text).map((piece) =>
    piece.kind === 'value'
      ? Decoration.replace({ widget: new Chip(piece.label, text.slice(piece.from, piece.to)) }).range(
          piece.from,
          piece.to,
        )
      : Decoration.mark({ class: css[`${piece.kind}Mark`] ?? '' }).range(piece.from, piece.to),
  );
  return Decoration.set(ranges, true);
}

/** Bold looks bold; a personal value is one thing that the cursor does not enter. */
const look = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorated(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorated(update.view);
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => {
        const all = view.plugin(plugin)?.decorations ?? Decoration.none;
        return all.update({ filter: (_from, _to, decoration) => decoration.spec.widget !== undefined });
      }),
  },
);

type Props = {
  label: string;
  description?: string;
  value: string;
  /** One line only, without lists. */
  single?: boolean;
  onChange: (value: string) => void;
};

/** A text with bold, slanted and linked words, lists, and values of the person who reads it. */
export function LightField({ label, description, value, single = false, onChange }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, value });
  latest.current = { onChange, value };
  const edit = (make: typeof listed | ((text: string, from: number, to: number) => ReturnType<typeof listed>)) => {
    const editor = view.current;
    if (editor === null) return;
    const { from, to } = editor.state.selection.main;
    const next = make(editor.state.doc.toString(), from, to);
    editor.dispatch({
      changes: { from: next.from, to: next.to, insert: next.insert },
      selection: { anchor: next.select[0], head: next.select[1] },
    });
    editor.focus();
  };
  const bold = () => edit((text, from, to) => wrapped(text, from, to, '**'));
  const italic = () => edit((text, from, to) => wrapped(text, from, to, '*'));
  const insert = (piece: string) =>
    edit((_text, from, to) => ({ from, to, insert: piece, select: [from + piece.length, from + piece.length] }));
  const link = () =>
    edit((text, from, to) => {
      const words = text.slice(from, to) || t('templates.block.link');
      const start = from + words.length + 3;
      return { from, to, insert: `[${words}](https://)`, select: [start, start + 8] };
    });
  const commands = useRef({ bold, italic, link });
  commands.current = { bold, italic, link };
  useEffect(() => {
    if (host.current === null) return;
    const key = (name: 'bold' | 'italic' | 'link') => () => {
      commands.current[name]();
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          drawSelection(),
          look,
          keymap.of([
            { key: 'Mod-b', run: key('bold') },
            { key: 'Mod-i', run: key('italic') },
            { key: 'Mod-k', run: key('link'), preventDefault: true, stopPropagation: true },
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(!may),
          // One line stays one, also when several are pasted.
          single ? EditorState.transactionFilter.of((one) => (one.newDoc.lines > 1 ? [] : one)) : [],
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
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
  }, [label, may, single]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  return (
    <Input.Wrapper label={label} description={description}>
      {may && (
        <div className={css.tools}>
          <Tool label={t('templates.block.bold')} icon={<IconBold size={16} />} act={bold} />
          <Tool label={t('templates.block.italic')} icon={<IconItalic size={16} />} act={italic} />
          <Tool label={t('templates.block.addLink')} icon={<IconLink size={16} />} act={link} />
          {!single && <Tool label={t('templates.block.list')} icon={<IconList size={16} />} act={() => edit(listed)} />}
          <ValueMenu insert={insert} />
        </div>
      )}
      <div ref={host} className={css.light} data-single={single || undefined} />
    </Input.Wrapper>
  );
}

function Tool({ label, icon, act }: { label: string; icon: ReactNode; act: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
