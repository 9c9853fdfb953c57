/** Values that are no identity: what a page sends when its template had nothing to put in. */
const REFUSED = new Set([
  '',
  'null',
  'undefined',
  'none',
  'nil',
  'anonymous',
  'guest',
  '0',
  'true',
  'false',
  'nan',
  '[object object]',
  '00000000-0000-0000-0000-000000000000',
]);
const LONGEST = 200;

/** A random UUID; works on plain http too, where `crypto.randomUUID` does not exist. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function isIdentity(value: unknown): value is string | number {
  const text = String(value).trim();
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    text.length <= LONGEST &&
    !REFUSED.has(text.toLowerCase())
  );
}
