/** What stands between two places of a text: a personal value, or marks that make words bold, slanted or a link. */
export type Piece =
  | { kind: 'value'; from: number; to: number; label: string }
  | { kind: 'bold' | 'italic' | 'link' | 'list'; from: number; to: number };

const value = /\{\{.*?\}\}|\{%.*?%\}/gs;
const marks: readonly [Exclude<Piece['kind'], 'value'>, RegExp][] = [
  ['bold', /\*\*(?=\S)(.+?)(?<=\S)\*\*/g],
  ['italic', /(?<!\*)\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)/g],
  ['link', /\[[^\]\n]*\]\([^)\s]*\)/g],
  ['list', /^\s*(?:[-•]|\d{1,3}[.)])\s/gm],
];

/** How a value is called: `{{ person.first_name | default: "x" }}` is "first name". */
export function labelOf(liquid: string): string {
  const path = /^\{\{-?\s*([\w.[\]"' ]+)/.exec(liquid)?.[1]?.trim();
  if (path === undefined) return liquid.replaceAll(/[{}%]/g, '').trim();
  const last = path.split(/[.[]/).at(-1) ?? path;
  return last
    .replaceAll(/["'\]]/g, '')
    .replaceAll('_', ' ')
    .trim();
}

/** Values and marks of a text, by their places. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [...text.matchAll(value)].map((one) => ({
    kind: 'value',
    from: one.index,
    to: one.index + one[0].length,
    label: labelOf(one[0]),
  }));
  for (const [kind, pattern] of marks) {
    for (const one of text.matchAll(pattern)) found.push({ kind, from: one.index, to: one.index + one[0].length });
  }
  return found.sort((one, other) => one.from - other.from || other.to - one.to);
}

type Edit = { from: number; to: number; insert: string; select: [number, number] };

/** Puts marks around what is selected, or takes them away. */
export function wrapped(text: string, from: number, to: number, mark: '**' | '*'): Edit {
  const size = mark.length;
  const within = text.slice(from, to);
  if (text.slice(from - size, from) === mark && text.slice(to, to + size) === mark) {
    return { from: from - size, to: to + size, insert: within, select: [from - size, to - size] };
  }
  return { from, to, insert: mark + within + mark, select: [from + size, to + size] };
}

/** Makes the lines between two places a list, or plain lines again. */
export function listed(text: string, from: number, to: number): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const insert = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
  return { from: start, to: end, insert, select: [start + insert.length, start + insert.length] };
}

/** A personal value with what to say when it is not known. */
export function valueWith(path: string, fallback: string): string {
  if (fallback === '') return `{{ ${path} }}`;
  const quote = fallback.includes('"') ? "'" : '"';
  return `{{ ${path} | default: ${quote}${fallback.replaceAll(quote, '’')}${quote} }}`;
}
