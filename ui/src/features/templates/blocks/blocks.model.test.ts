import { describe, expect, it } from 'vitest';
import {
  at,
  type Block,
  changed,
  duplicated,
  find,
  gist,
  inserted,
  kinds,
  moved,
  newBlock,
  type Of,
  removed,
  withColumns,
} from './block.model';
import { labelOf, listed, pieces, valueWith, wrapped } from './light.model';

const words = { heading: 'H', text: 'T', button: 'B', coupon: 'C', footer: 'F', unsubscribe: 'U', preferences: 'P' };
const text = (id: string): Block => ({ id, type: 'text', text: id, align: 'left' });
const mail: Block[] = [
  text('a'),
  { id: 'c', type: 'columns', columns: [[text('c1')], [text('c2'), text('c3')]] },
  { id: 'f', type: 'footer', text: '', unsubscribe: '', preferences: '' },
];
const order = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => (block.type === 'columns' ? `${block.id}(${block.columns.map(order).join('|')})` : block.id))
    .join(' ');

describe('blocks', () => {
  it('should move within the mail, into columns and out of them', () => {
    expect(order(moved(mail, 'a', null, 9))).toBe('c(c1|c2 c3) f a');
    expect(order(moved(mail, 'c3', null, 0))).toBe('c3 a c(c1|c2) f');
    expect(order(moved(mail, 'a', { block: 'c', column: 0 }, 0))).toBe('c(a c1|c2 c3) f');
    expect(order(moved(mail, 'c2', { block: 'c', column: 1 }, 1))).toBe('a c(c1|c3 c2) f');
  });

  it('should leave what does not fit into a column where it is', () => {
    expect(order(moved(mail, 'f', { block: 'c', column: 0 }, 0))).toBe(order(mail));
    expect(order(moved(mail, 'c', { block: 'c', column: 0 }, 0))).toBe(order(mail));
    expect(order(moved(mail, 'nosuch', null, 0))).toBe(order(mail));
  });

  it('should copy with ids of its own, change, add and remove wherever a block stands', () => {
    let next = 0;
    const copied = duplicated(mail, 'c', () => `n${++next}`);
    expect(order(copied)).toBe('a c(c1|c2 c3) n1(n2|n3 n4) f');
    expect(find(changed(mail, 'c2', { text: 'new' }), 'c2')?.block).toMatchObject({ text: 'new' });
    expect(order(removed(mail, 'c2'))).toBe('a c(c1|c3) f');
    expect(order(inserted(mail, null, 1, text('b')))).toBe('a b c(c1|c2 c3) f');
    expect(at(mail, { block: 'c', column: 1 }).map(({ id }) => id)).toEqual(['c2', 'c3']);
  });

  it('should keep what stood in a third column', () => {
    const three = withColumns(mail[1] as Of<'columns'>, 3);
    const filled = { ...three, columns: [three.columns[0] ?? [], three.columns[1] ?? [], [text('x')]] };
    expect(order([withColumns(filled, 2)])).toBe('c(c1|c2 c3 x)');
  });

  it('should have a beginning for every kind, and tell a block in one line', () => {
    expect(kinds.map((kind) => newBlock(kind, 'i', words).type)).toEqual(kinds);
    expect(
      gist({ ...text('t'), text: '**Hi** {{ person.first_name | default: "x" }},\n[go](https://a.b)' } as Block),
    ).toBe('Hi ‹first name›, go');
  });
});

describe('light text', () => {
  it('should find values and marks', () => {
    expect(pieces('a **b** *c* [d](e) {{ person.first_name }}').map(({ kind }) => kind)).toEqual([
      'bold',
      'italic',
      'link',
      'value',
    ]);
    expect(pieces('- one\n- two')).toHaveLength(2);
    expect(labelOf('{{ person["first name"] | default: "x" }}')).toBe('first name');
    expect(labelOf('{% if x %}')).toBe('if x');
  });

  it('should put marks around words and take them away again', () => {
    const bold = wrapped('say it', 4, 6, '**');
    expect(bold).toEqual({ from: 4, to: 6, insert: '**it**', select: [6, 8] });
    expect(wrapped('say **it**', 6, 8, '**')).toEqual({ from: 4, to: 10, insert: 'it', select: [4, 6] });
    expect(listed('a\nb\nc', 0, 3).insert).toBe('- a\n- b');
    expect(listed('- a\n- b', 0, 6).insert).toBe('a\nb');
  });

  it('should quote what is said when a value is not known', () => {
    expect(valueWith('person.name', '')).toBe('{{ person.name }}');
    expect(valueWith('person.name', 'there')).toBe('{{ person.name | default: "there" }}');
    expect(valueWith('person.name', 'my "one"')).toBe('{{ person.name | default: \'my "one"\' }}');
  });
});
