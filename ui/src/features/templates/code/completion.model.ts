import type { Schemas } from '@/api/client';
import { liquidFilters, liquidTags, mjmlTags } from './words.model';

type Schema = Schemas['ObservedSchema'];

/** A name that a template may use, and what it is. */
export type Name = { label: string; kind: 'trait' | 'property' | 'link' | 'product' | 'coupon' };

const usual = ['email', 'first_name', 'last_name', 'language', 'points', 'tier'];
const ofEvents = ['name', 'time'];
const products = [
  ...['products.event', 'products.viewed', 'products.recommended'],
  ...['product.id', 'product.name', 'product.price', 'product.image', 'product.url'],
];
const coupons = ['code', 'name', 'expires', 'benefit', 'percent', 'amount', 'currency'].map((name) => `coupon.${name}`);
const links = ['unsubscribe_url', 'preferences_url'];
const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What may stand in braces: traits of persons, properties of events, products, coupons, links. */
export function names(schema: Schema | undefined): Name[] {
  const traits = new Set([...usual, ...(schema?.traits.map(({ name }) => name) ?? [])]);
  const seen = schema?.events.flatMap((event) => event.properties.map(({ name }) => name)) ?? [];
  const properties = new Set([...ofEvents, ...seen]);
  return [
    ...[...traits].filter((name) => plain.test(name)).map((name): Name => ({ label: `person.${name}`, kind: 'trait' })),
    ...[...properties]
      .filter((name) => plain.test(name))
      .map((name): Name => ({ label: `event.${name}`, kind: 'property' })),
    ...products.map((label): Name => ({ label, kind: 'product' })),
    ...coupons.map((label): Name => ({ label, kind: 'coupon' })),
    ...links.map((label): Name => ({ label, kind: 'link' })),
  ];
}

/** A word to go on with: `from` where it begins in the text before the cursor. */
export type Offer = {
  from: number;
  words: { label: string; type: 'property' | 'constant' | 'keyword' | 'function' | 'type' }[];
};

const wordAt = (before: string, word: RegExp) => word.exec(before)?.index ?? before.length;

function inLiquid(piece: string, start: number, known: readonly Name[]): Offer {
  const last = start + wordAt(piece, /\w*$/);
  if (/\|\s*\w*$/.test(piece)) {
    return { from: last, words: liquidFilters.map((label) => ({ label, type: 'function' })) };
  }
  if (/^\{%-?\s*\w*$/.test(piece))
    return { from: last, words: liquidTags.map((label) => ({ label, type: 'keyword' })) };
  return {
    from: start + wordAt(piece, /[A-Za-z_][\w.]*$/),
    words: known.map(({ label, kind }) => ({ label, type: kind === 'link' ? 'constant' : 'property' })),
  };
}

/** What may be written next: names, filters and tags inside of Liquid, tags and attributes of MJML outside of it. */
export function offered(before: string, known: readonly Name[], mjml: boolean): Offer | null {
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (open >= 0 && before.indexOf('}', open) < 0) return inLiquid(before.slice(open), open, known);
  const tag = before.lastIndexOf('<');
  if (!mjml || tag < 0) return null;
  const piece = before.slice(tag).replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, (liquid) => ' '.repeat(liquid.length));
  if (/^<\/?[\w-]*$/.test(piece)) {
    const from = tag + (piece.startsWith('</') ? 2 : 1);
    return { from, words: Object.keys(mjmlTags).map((label) => ({ label, type: 'type' })) };
  }
  const [, name = '', rest = ''] = /^<([\w-]+)\s((?:[^<>"']|"[^"]*"|'[^']*')*)$/.exec(piece) ?? [];
  const attributes = mjmlTags[name];
  if (attributes === undefined || !/(?:^|\s)[\w-]*$/.test(rest)) return null;
  const written = new Set([...rest.matchAll(/([\w-]+)\s*=/g)].map(([, attribute]) => attribute));
  return {
    from: tag + wordAt(piece, /[\w-]*$/),
    words: attributes.filter((one) => !written.has(one)).map((label) => ({ label, type: 'property' })),
  };
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
