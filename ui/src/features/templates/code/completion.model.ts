import type { Schemas } from '@/api/client';

type Schema = Schemas['ObservedSchema'];

/** A name that a template may use, and what it is. */
export type Name = { label: string; kind: 'trait' | 'property' | 'link' | 'product' };

const usual = ['email', 'first_name', 'last_name', 'language'];
const products = ['products.event', 'products.viewed', 'products.recommended'];
const links = ['unsubscribe_url', 'preferences_url'];
const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What may stand in braces: traits of persons, properties of events, products, links. */
export function names(schema: Schema | undefined): Name[] {
  const traits = new Set([...usual, ...(schema?.traits.map(({ name }) => name) ?? [])]);
  const properties = new Set(schema?.events.flatMap((event) => event.properties.map(({ name }) => name)) ?? []);
  return [
    ...[...traits].filter((name) => plain.test(name)).map((name): Name => ({ label: `person.${name}`, kind: 'trait' })),
    ...[...properties]
      .filter((name) => plain.test(name))
      .map((name): Name => ({ label: `event.${name}`, kind: 'property' })),
    ...products.map((label): Name => ({ label, kind: 'product' })),
    ...links.map((label): Name => ({ label, kind: 'link' })),
  ];
}

/** Where the name begins that is being written inside of Liquid; null outside of it. */
export function nameStart(before: string): number | null {
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (open < 0 || before.indexOf('}', open) >= 0) return null;
  const word = /[A-Za-z_][\w.]*$/.exec(before);
  return word === null ? before.length : word.index;
}

/** Places between which marks of Liquid and tags are coloured. */
export type Token = 'tag' | 'liquid' | 'string' | 'comment' | null;
export type Place = { inside: 'text' | 'tag' | 'comment' };
type Stream = {
  match: (pattern: RegExp | string) => unknown;
  next: () => unknown;
  skipTo: (text: string) => unknown;
  skipToEnd: () => void;
};

/** Reads one token of MJML or HTML with Liquid in it. */
export function token(stream: Stream, place: Place): Token {
  if (stream.match(/^\{\{.*?(\}\}|$)/) || stream.match(/^\{%.*?(%\}|$)/)) return 'liquid';
  if (place.inside === 'comment') {
    if (stream.match('-->')) place.inside = 'text';
    else if (!stream.skipTo('-->')) stream.skipToEnd();
    return 'comment';
  }
  if (place.inside === 'tag') {
    if (stream.match(/^\/?>/)) {
      place.inside = 'text';
      return 'tag';
    }
    if (stream.match(/^"[^"{]*"?/) || stream.match(/^'[^'{]*'?/)) return 'string';
    stream.next();
    return null;
  }
  if (stream.match('<!--')) {
    place.inside = 'comment';
    return 'comment';
  }
  if (stream.match(/^<\/?[A-Za-z][\w-]*/)) {
    place.inside = 'tag';
    return 'tag';
  }
  stream.next();
  return null;
}
