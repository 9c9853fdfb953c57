/** IANA zones the browser knows, and the one in use in any case. */
export function zones(current: string): string[] {
  return [...new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}

export function currencies(current: string): string[] {
  return [...new Set([current, ...Intl.supportedValuesOf('currency')])].sort();
}

/** An id from a name, as the server takes it: `Bottega dei Colori` becomes `bottega-dei-colori`. */
export function idFrom(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytesText(bytes: number, number: (value: number, digits?: number) => string): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${number(size, size < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}
