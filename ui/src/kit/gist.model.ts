/** Properties that say most of an event, in the order in which they are told. */
const telling = [
  'path',
  'product',
  'product_name',
  'name',
  'title',
  'query',
  'category',
  'value',
  'revenue',
  'total',
  'price',
  'quantity',
  'rating',
  'order_id',
];
/** Said elsewhere on the page (channel), the same for the whole visit, or too long to help. */
const silent = ['channel', 'device', 'url', 'referrer', 'search', 'user_agent', 'library'];

/** The few properties worth a glance, most telling first. */
export function gistOf(properties: Record<string, unknown> | undefined, most = 3): [string, string][] {
  const rank = (key: string) => (telling.includes(key) ? telling.indexOf(key) : telling.length);
  return Object.entries(properties ?? {})
    .filter(
      ([key, value]) => !silent.includes(key) && ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
    )
    .sort(([a], [b]) => rank(a) - rank(b))
    .slice(0, most)
    .map(([key, value]) => [key, String(value)]);
}
