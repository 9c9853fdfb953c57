// Each vendor's SDK for browsers, in a real one, on pages of another origin than the server's.
import { createReadStream } from 'node:fs';
import http from 'node:http';
import { chromium } from 'playwright-core';

const page = (head, script) => `<!doctype html><title>Shop</title>${head}<script type="module">${script}</script>`;

const pages = {
  segment: (url, key) =>
    page(
      '<script src="/sdk/@segment/analytics-next/dist/umd/index.js"></script>',
      `const [analytics] = await AnalyticsNext.AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${url}' }, {
         integrations: { 'Segment.io': { protocol: 'http', deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 300 } } } } });
       analytics.page('Cart');
       analytics.identify('ada', { email: 'ada@example.com', plan: 'pro' });
       for (let index = 0; index < 10; index++) analytics.track('Product Viewed', { index });
       analytics.alias('ada', 'countess');`,
    ),
  posthog: (url, key) =>
    page(
      '',
      `import posthog from '/sdk/posthog-js/dist/module.mjs';
       posthog.init('${key}', { api_host: '${url}', autocapture: false, capture_pageview: false, capture_pageleave: false,
         opt_out_useragent_filter: true, persistence: 'memory', request_queue_config: { flush_interval_ms: 300 } });
       posthog.capture('$pageview');
       posthog.identify('ada', { email: 'ada@example.com', plan: 'pro' });
       for (let index = 0; index < 10; index++) posthog.capture('Product Viewed', { index });
       posthog.alias('countess');`,
    ),
  rudderstack: (url, key) =>
    page(
      '',
      `import { RudderAnalytics } from '/sdk/@rudderstack/analytics-js/dist/npm/modern/bundled/esm/index.mjs';
       const analytics = new RudderAnalytics();
       analytics.load('${key}', '${url}', { configUrl: '${url}',
         queueOptions: { minRetryDelay: 300, batch: { enabled: true, maxItems: 10, flushInterval: 300 } } });
       analytics.page('Cart');
       analytics.identify('ada', { email: 'ada@example.com', plan: 'pro' });
       for (let index = 0; index < 10; index++) analytics.track('Product Viewed', { index });
       analytics.group('acme', { name: 'Acme' });`,
    ),
  mixpanel: (url, key) =>
    page(
      '',
      `import mixpanel from '/sdk/mixpanel-browser/dist/mixpanel.module.js';
       mixpanel.init('${key}', { api_host: '${url}', batch_flush_interval_ms: 200, autocapture: false, track_pageview: false });
       mixpanel.track_pageview();
       mixpanel.identify('ada');
       mixpanel.people.set({ $email: 'ada@example.com', plan: 'pro' });
       for (let index = 0; index < 10; index++) mixpanel.track('Product Viewed', { index });`,
    ),
};

/** Opens a page for each; they stay open until close is called. */
export async function browse(executablePath, targets) {
  const server = http.createServer((request, response) => {
    const [, kind, rest] = /^\/(\w+)\/?(.*)$/.exec(request.url.split('?')[0]) ?? [];
    if (kind === 'sdk') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' });
      createReadStream(`node_modules/${rest}`).on('error', () => response.destroy()).pipe(response);
      return;
    }
    const target = targets[kind];
    response.writeHead(target ? 200 : 404, { 'Content-Type': 'text/html' });
    response.end(target ? pages[kind](target.url, target.key) : '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const complaints = [];
  const version = browser.version();
  for (const kind of Object.keys(targets)) {
    // SDKs send nothing for a browser that calls itself headless.
    const context = await browser.newContext({
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`,
    });
    const tab = await context.newPage();
    tab.on('pageerror', (error) => complaints.push(`${kind}: ${error.message}`));
    await tab.goto(`http://localhost:${server.address().port}/${kind}`);
  }
  return {
    complaints,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
