import { describe, expect, it } from 'vitest';
import { nameStart, names, type Place, token } from './completion.model';

/** A line as CodeMirror reads it. */
class Line {
  at = 0;
  constructor(readonly text: string) {}
  match = (pattern: RegExp | string) => {
    const rest = this.text.slice(this.at);
    const found = typeof pattern === 'string' ? rest.startsWith(pattern) && [pattern] : pattern.exec(rest);
    if (!found) return null;
    this.at += found[0]?.length ?? 0;
    return found;
  };
  next = () => this.text[this.at++];
  skipTo = (text: string) => {
    const to = this.text.indexOf(text, this.at);
    if (to >= 0) this.at = to;
    return to >= 0;
  };
  skipToEnd = () => {
    this.at = this.text.length;
  };
}

function tokens(text: string): string[] {
  const line = new Line(text);
  const place: Place = { inside: 'text' };
  const found: string[] = [];
  while (line.at < text.length) {
    const from = line.at;
    const kind = token(line, place);
    if (kind !== null) found.push(`${kind}:${text.slice(from, line.at)}`);
  }
  return found;
}

describe('code of templates', () => {
  it('should tell tags, texts in quotes, comments and Liquid apart', () => {
    expect(tokens('<mj-text color="red">Hi {{ person.x }}</mj-text><!-- a {% b %} -->{% if c %}')).toEqual([
      'tag:<mj-text',
      'string:"red"',
      'tag:>',
      'liquid:{{ person.x }}',
      'tag:</mj-text',
      'tag:>',
      'comment:<!--',
      'comment: a {% b %} ',
      'comment:-->',
      'liquid:{% if c %}',
    ]);
  });

  it('should offer names inside of Liquid only', () => {
    expect(nameStart('<p>per')).toBeNull();
    expect(nameStart('{{ done }} per')).toBeNull();
    expect(nameStart('{{ person.fi')).toBe(3);
    expect(nameStart('{% if ')).toBe(6);
  });

  it('should know traits, properties, products and links, by names that need no brackets', () => {
    const schema = {
      traits: [{ name: 'city' }, { name: 'first name' }],
      events: [{ properties: [{ name: 'sku' }, { name: 'sku' }] }],
    } as unknown as Parameters<typeof names>[0];

    const labels = names(schema).map(({ label }) => label);

    expect(labels).toContain('person.city');
    expect(labels.filter((label) => label === 'event.sku')).toHaveLength(1);
    expect(labels).not.toContain('person.first name');
    expect(names(undefined).map(({ label }) => label)).toContain('unsubscribe_url');
  });
});
