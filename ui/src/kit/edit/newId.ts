/** A short id for a new part of a document. `crypto.randomUUID` exists only on secure origins, and a LAN address is none. */
export function newId(prefix = ''): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return prefix + Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('');
}
