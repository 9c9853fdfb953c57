// Each vendor's SDK for servers: the same person, the same thirty views, by whatever calls the SDK has.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import * as amplitude from '@amplitude/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { PostHog } from 'posthog-node';

const require = createRequire(import.meta.url);
const Mixpanel = require('mixpanel');
const MatomoTracker = require('matomo-tracker');

const VIEWS = 30;
const views = Array.from({ length: VIEWS }, (_, index) => index);
const EVENT = 'Product Viewed';

/** For SDKs that do not try again by themselves. */
async function insist(send) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

export async function segment(url, key) {
  const analytics = new Analytics({ writeKey: key, host: url, flushAt: 15, maxRetries: 5 });
  const person = { anonymousId: 'anonymous-1', userId: 'ada' };
  analytics.identify({ ...person, traits: { email: 'ada@example.com', plan: 'pro', seats: 3 } });
  for (const index of views) {
    analytics.track({ ...person, event: EVENT, properties: { index, price: 9.5, item: { id: `p${index}` } } });
  }
  analytics.page({ ...person, category: 'Shop', name: 'Cart', properties: { path: '/cart', url: 'https://shop.example/cart' } });
  analytics.screen({ ...person, name: 'Settings', properties: { dark: true } });
  analytics.group({ ...person, groupId: 'acme', traits: { name: 'Acme' } });
  analytics.alias({ previousId: 'countess', userId: 'ada' });
  // An id that names nobody: the server refuses it and keeps the rest of its batch.
  analytics.track({ userId: 'undefined', event: EVENT, properties: { refused: true } });
  await analytics.closeAndFlush({ timeout: 30_000 });
}

export async function rudderstack(url, key) {
  const analytics = new RudderAnalytics(key, { dataPlaneUrl: url, flushAt: 15, flushInterval: 200, retryCount: 5 });
  const person = { anonymousId: 'anonymous-1', userId: 'ada' };
  analytics.identify({ ...person, traits: { email: 'ada@example.com', plan: 'pro' } });
  for (const index of views) analytics.track({ ...person, event: EVENT, properties: { index } });
  analytics.page({ ...person, name: 'Cart', properties: { path: '/cart', url: 'https://shop.example/cart' } });
  analytics.screen({ ...person, name: 'Settings' });
  analytics.group({ ...person, groupId: 'acme', traits: { name: 'Acme' } });
  analytics.alias({ previousId: 'countess', userId: 'ada' });
  await analytics.flush();
}

export async function posthog(url, key) {
  const options = { host: url, flushAt: 15, flushInterval: 200, fetchRetryCount: 5, fetchRetryDelay: 100 };
  const client = new PostHog(key, options);
  client.identify({ distinctId: 'ada', properties: { $set: { email: 'ada@example.com', plan: 'pro' }, $set_once: { plan: 'free' } } });
  for (const index of views.slice(0, 20)) client.capture({ distinctId: 'ada', event: EVENT, properties: { index } });
  client.capture({ distinctId: 'ada', event: '$pageview', properties: { $current_url: 'https://shop.example/cart' } });
  client.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { name: 'Acme' }, distinctId: 'ada' });
  client.alias({ distinctId: 'ada', alias: 'countess' });
  await client.shutdown(30_000);
  process.env.POSTHOG_CAPTURE_MODE = 'v1';
  const second = new PostHog(key, options);
  delete process.env.POSTHOG_CAPTURE_MODE;
  for (const index of views.slice(20)) second.capture({ distinctId: 'ada', event: EVENT, properties: { index } });
  await second.shutdown(30_000);
}

export async function mixpanel(url, key) {
  const { host } = new URL(url);
  const client = Mixpanel.init(key, { host, protocol: 'http', key: 'unused', logger: { ...console, warn: () => {} } });
  const call = (target, method) => promisify(target[method].bind(target));
  const event = (index) => ({ distinct_id: 'ada', index, $insert_id: `view-${index}`, time: Date.now() });
  await insist(() => call(client, 'track')(EVENT, event(0)));
  await insist(() =>
    call(client, 'track_batch')(views.slice(1, 20).map((index) => ({ event: EVENT, properties: event(index) }))),
  );
  await insist(() =>
    call(client, 'import_batch')(views.slice(20).map((index) => ({ event: EVENT, properties: event(index) }))),
  );
  await call(client.people, 'set')('ada', { $email: 'ada@example.com', plan: 'pro', gone: 1 });
  await call(client.people, 'set_once')('ada', { plan: 'free' });
  await call(client.people, 'increment')('ada', 'visits', 2);
  await call(client.people, 'append')('ada', { likes: 'tea' });
  await call(client.people, 'unset')('ada', 'gone');
  await call(client, 'alias')('countess', 'ada');
}

export async function amplitudeServer(url, key) {
  const client = amplitude.createInstance();
  await client.init(key, {
    serverUrl: `${url}/2/httpapi`,
    flushIntervalMillis: 100,
    flushQueueSize: 15,
    flushMaxRetries: 8,
    logLevel: amplitude.Types.LogLevel.None,
  }).promise;
  const person = { user_id: 'ada', device_id: 'anonymous-1' };
  const sent = [client.identify(new amplitude.Identify().set('email', 'ada@example.com').set('plan', 'pro').setOnce('plan', 'free').add('visits', 2), person)];
  for (const index of views) sent.push(client.track(EVENT, { index }, person));
  sent.push(client.revenue(new amplitude.Revenue().setProductId('p1').setPrice(4.5).setQuantity(2), person));
  sent.push(client.setGroup('company', 'acme', person));
  const results = await Promise.all(sent.map((call) => call.promise));
  const bad = results.filter((result) => result.code !== 200);
  if (bad.length > 0) throw new Error(JSON.stringify(bad[0]));
}

export async function matomo(url, key) {
  const tracker = new MatomoTracker(key, `${url}/matomo.php`);
  tracker.on('error', (error) => {
    throw new Error(String(error));
  });
  const person = { _id: '0123456789abcdef', uid: 'ada' };
  tracker.track({ ...person, url: 'https://shop.example/cart', action_name: 'Cart' });
  const bulk = views.map((index) => ({ ...person, url: 'https://shop.example/shoes', e_c: 'Shop', e_a: EVENT, e_v: index }));
  bulk.push({ ...person, url: 'https://shop.example/thanks', idgoal: 0, ec_id: '1001', revenue: 20 });
  await new Promise((done) => tracker.trackBulk(bulk, done));
}
