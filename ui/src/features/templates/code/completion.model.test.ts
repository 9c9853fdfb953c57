import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Name, names, offered, type Place, token } from './completion.model';
import { liquidFilters, liquidTags, mjmlTags } from './words.model';

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

  const known: Name[] = [{ label: 'person.city', kind: 'trait' }];
  const labels = (before: string, mjml = true) => offered(before, known, mjml)?.words.map(({ label }) => label);

  it('should offer names, filters and tags inside of Liquid', () => {
    expect(offered('<p>per', known, false)).toBeNull();
    expect(offered('{{ done }} per', known, true)).toBeNull();
    expect(offered('{{ person.fi', known, false)).toMatchObject({ from: 3, words: [{ label: 'person.city' }] });
    expect(offered('{% if ', known, false)?.from).toBe(6);
    expect(offered('a {{ person.city | def', known, false)?.from).toBe(19);
    expect(labels('{{ x | ', false)).toContain('money');
    expect(labels('{% fo', false)).toContain('for');
    expect(labels('{%- ', false)).toContain('endif');
    expect(labels('{% for p in ', false)).toEqual(['person.city']);
  });

  it('should offer tags of MJML and the attributes that a tag lacks', () => {
    expect(labels('<mjml><mj-')).toContain('mj-text');
    expect(labels('<mj-text>x</')).toContain('mj-text');
    expect(labels('<mj-', false)).toBeUndefined();
    expect(offered('<mj-image sr', known, true)?.from).toBe(10);
    expect(labels('<mj-image\n src="a>b" ')).toContain('alt');
    expect(labels('<mj-image src="{{ x }}" ')).not.toContain('src');
    expect(labels('<mj-image src="half')).toBeUndefined();
    expect(labels('<mj-text>He')).toBeUndefined();
    expect(labels('<p cla')).toBeUndefined();
  });

  it('should know every tag and filter that the server knows', () => {
    const java = (path: string) => readFileSync(new URL(`../../../../../${path}.java`, import.meta.url), 'utf8');
    const tags = java('server/src/main/java/dev/percorso/server/compose/mjml/Tags').matchAll(/"(mj-[a-z-]+|mjml)"/g);
    expect([...new Set([...tags].map(([, tag]) => tag))].sort()).toEqual(Object.keys(mjmlTags).sort());
    const liquid = 'liquid/src/main/java/dev/percorso/liquid/';
    const filters = ['Text', 'Number', 'List', 'Value'].flatMap((kind) => {
      const [, all = ''] = /\bALL\b([^;]*);/.exec(java(`${liquid}${kind}Filters`)) ?? [];
      return [...all.matchAll(/(?<!Set\.of)\(\s*"([a-z_0-9]+)"/g)].map(([, name]) => name);
    });
    expect([...new Set(filters)].sort()).toEqual([...liquidFilters]);
    const parsers = java(`${liquid}BlockParser`) + java(`${liquid}TagParser`);
    for (const tag of liquidTags.filter((name) => !/^(end|els|when)/.test(name))) expect(parsers).toContain(`"${tag}"`);
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
    expect(labels).toEqual(expect.arrayContaining(['coupon.code', 'coupon.expires', 'person.points', 'event.time']));
    expect(names(undefined).map(({ label }) => label)).toContain('unsubscribe_url');
  });
});
