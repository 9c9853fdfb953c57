// Sends one of every call with Segment's own client, and prints what it sent and how it was answered.
import { Analytics } from '@segment/analytics-node';

const { PERCORSO_URL, WRITE_KEY } = process.env;
const TRACKS = 60;

const analytics = new Analytics({ writeKey: WRITE_KEY, host: PERCORSO_URL, flushAt: 15, maxRetries: 2 });
const statuses = [];
const errors = [];
const sent = [];
analytics.on('http_request', ({ url, method }) => statuses.push(`${method} ${new URL(url).pathname}`));
analytics.on('error', (error) => errors.push(`${error.code}: ${error.reason?.message ?? error.reason}`));
for (const kind of ['identify', 'track', 'page', 'screen', 'group', 'alias']) {
  analytics.on(kind, (context) => sent.push({ kind, messageId: context.event.messageId }));
}

const person = { anonymousId: 'anonymous-1', userId: 'user-1' };
analytics.identify({ ...person, traits: { email: 'ada@example.com', plan: 'pro', seats: 3 } });
for (let index = 0; index < TRACKS; index++) {
  analytics.track({ ...person, event: 'Product Viewed', properties: { index, price: 9.5, item: { id: `p${index}` } } });
}
analytics.page({ ...person, category: 'Shop', name: 'Cart', properties: { path: '/cart', url: 'https://shop.example/cart' } });
analytics.screen({ ...person, name: 'Settings', properties: { dark: true } });
analytics.group({ ...person, groupId: 'acme', traits: { name: 'Acme' } });
analytics.alias({ previousId: 'user-1', userId: 'user-2' });
// An id that names nobody: the server refuses it and keeps the rest of its batch.
analytics.track({ userId: 'undefined', event: 'Product Viewed', properties: { refused: true } });

await analytics.closeAndFlush({ timeout: 30_000 });
console.log(JSON.stringify({ sent, statuses, errors }));
