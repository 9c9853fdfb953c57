import type { Schemas } from '@/api/client';

type Loose = Schemas['EmailBlock'];
export type Align = 'left' | 'center' | 'right';
export type Source = 'event' | 'viewed' | 'recommended';

/** A piece of an e-mail; what the API describes as one loose shape, by its kinds. */
export type Block = { id: string } & (
  | { type: 'heading'; text: string; level: number; align: Align }
  | { type: 'text'; text: string; align: Align }
  | {
      type: 'image';
      picture?: string;
      url: string;
      alt: string;
      decorative: boolean;
      link: string;
      width: number;
      align: Align;
    }
  | { type: 'button'; label: string; url: string; align: Align; wide: boolean }
  | { type: 'columns'; columns: Block[][] }
  | { type: 'divider' }
  | { type: 'spacer'; height: number }
  | { type: 'products'; source: Source; most: number; label: string; url: string }
  | { type: 'coupon'; text: string; code: string }
  | { type: 'social'; align: Align }
  | { type: 'footer'; text: string; unsubscribe: string; preferences: string }
  | { type: 'saved'; block: string }
);
export type Kind = Block['type'];
export type Of<K extends Kind> = Extract<Block, { type: K }>;

export const kinds: readonly Kind[] = [
  'heading',
  'text',
  'image',
  'button',
  'columns',
  'divider',
  'spacer',
  'products',
  'coupon',
  'social',
  'footer',
  'saved',
];
export const kindsInColumns: readonly Kind[] = ['heading', 'text', 'image', 'button', 'divider', 'spacer', 'coupon'];

export const fromServer = (blocks: readonly Loose[]) => blocks as unknown as Block[];
export const toServer = (blocks: readonly Block[]) => blocks as unknown as Loose[];

type Words = {
  heading: string;
  text: string;
  button: string;
  coupon: string;
  footer: string;
  unsubscribe: string;
  preferences: string;
};

/** A new block of a kind, with words to begin with. */
export function newBlock(kind: Kind, id: string, words: Words): Block {
  switch (kind) {
    case 'heading':
      return { id, type: kind, text: words.heading, level: 1, align: 'left' };
    case 'text':
      return { id, type: kind, text: words.text, align: 'left' };
    case 'image':
      return { id, type: kind, url: '', alt: '', decorative: false, link: '', width: 100, align: 'center' };
    case 'button':
      return { id, type: kind, label: words.button, url: 'https://', align: 'left', wide: false };
    case 'columns':
      return { id, type: kind, columns: [[], []] };
    case 'divider':
      return { id, type: kind };
    case 'spacer':
      return { id, type: kind, height: 24 };
    case 'products':
      return { id, type: kind, source: 'event', most: 3, label: words.button, url: '' };
    case 'coupon':
      return { id, type: kind, text: words.coupon, code: '' };
    case 'social':
      return { id, type: kind, align: 'center' };
    case 'footer':
      return { id, type: kind, text: words.footer, unsubscribe: words.unsubscribe, preferences: words.preferences };
    case 'saved':
      return { id, type: kind, block: '' };
  }
}

/** Where a block stands: in the mail itself, or in a column of another block. */
export type Spot = { block: string; column: number } | null;

const columnsOf = (block: Block): Block[][] => (block.type === 'columns' ? block.columns : []);

/** The blocks of a spot. */
export function at(blocks: readonly Block[], spot: Spot): readonly Block[] {
  if (spot === null) return blocks;
  const holder = blocks.find(({ id }) => id === spot.block);
  return (holder && columnsOf(holder)[spot.column]) ?? [];
}

/** The mail with other blocks in a spot. */
export function withAt(blocks: readonly Block[], spot: Spot, next: readonly Block[]): Block[] {
  if (spot === null) return [...next];
  return blocks.map((block) =>
    block.id === spot.block && block.type === 'columns'
      ? { ...block, columns: block.columns.map((column, place) => (place === spot.column ? [...next] : column)) }
      : block,
  );
}

/** The spot and place of a block. */
export function find(blocks: readonly Block[], id: string): { spot: Spot; place: number; block: Block } | null {
  const place = blocks.findIndex((block) => block.id === id);
  const found = blocks[place];
  if (found) return { spot: null, place, block: found };
  for (const holder of blocks) {
    for (const [column, content] of columnsOf(holder).entries()) {
      const inside = content.findIndex((block) => block.id === id);
      const block = content[inside];
      if (block) return { spot: { block: holder.id, column }, place: inside, block };
    }
  }
  return null;
}

/** Changes one block. */
export function changed(blocks: readonly Block[], id: string, change: Partial<Block>): Block[] {
  const one = (block: Block) => (block.id === id ? ({ ...block, ...change } as Block) : block);
  return blocks.map((block) => {
    const next = one(block);
    return next.type === 'columns' ? { ...next, columns: next.columns.map((column) => column.map(one)) } : next;
  });
}

export function removed(blocks: readonly Block[], id: string): Block[] {
  const found = find(blocks, id);
  if (found === null) return [...blocks];
  return withAt(
    blocks,
    found.spot,
    at(blocks, found.spot).filter((block) => block.id !== id),
  );
}

/** Puts a block into a spot; at its end when the place is beyond it. */
export function inserted(blocks: readonly Block[], spot: Spot, place: number, block: Block): Block[] {
  const there = at(blocks, spot);
  return withAt(blocks, spot, [...there.slice(0, place), block, ...there.slice(place)]);
}

/** Moves a block; what does not fit into a column stays where it is. */
export function moved(blocks: readonly Block[], id: string, spot: Spot, place: number): Block[] {
  const found = find(blocks, id);
  if (found === null) return [...blocks];
  if (spot !== null && (!kindsInColumns.includes(found.block.type) || spot.block === id)) return [...blocks];
  return inserted(removed(blocks, id), spot, Math.max(0, place), found.block);
}

/** A copy of a block right after it, with ids of its own. */
export function duplicated(blocks: readonly Block[], id: string, newId: () => string): Block[] {
  const found = find(blocks, id);
  if (found === null) return [...blocks];
  const copy = (block: Block): Block =>
    block.type === 'columns'
      ? { ...block, id: newId(), columns: block.columns.map((column) => column.map(copy)) }
      : { ...block, id: newId() };
  return inserted(blocks, found.spot, found.place + 1, copy(found.block));
}

/** Makes it two or three columns; what stood in a third goes to the end of the second. */
export function withColumns(block: Of<'columns'>, count: number): Of<'columns'> {
  const [first = [], second = [], third = []] = block.columns;
  if (count === 2) return { ...block, columns: [first, [...second, ...third]] };
  return { ...block, columns: [first, second, third] };
}

/** A text as one line without marks, for the list of blocks. */
export function gist(block: Block): string {
  const text = 'text' in block ? block.text : 'label' in block ? block.label : block.type === 'image' ? block.alt : '';
  return text
    .replaceAll(
      /\{\{\s*([\w.]+)[^}]*\}\}/g,
      (_, path: string) => `‹${(path.split('.').at(-1) ?? '').replaceAll('_', ' ')}›`,
    )
    .replaceAll(/\{%.*?%\}|\*+/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
