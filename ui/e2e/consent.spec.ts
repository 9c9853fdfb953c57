import type { BrowserContext, Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

test.use({ ownWindow: true });

/** The sample shop's own page tells its write key. */
async function writeKey(page: Page): Promise<string> {
  const shop = await (await page.request.get('/sample-shop')).text();
  return /data-write-key="([^"]+)"/.exec(shop)?.[1] ?? '';
}

/** A shop with a content security policy as strict as they come. */
async function visitStrictShop(page: Page, key: string, server: string, language = 'en'): Promise<void> {
  await page.route(`${server}/strict/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src ${server}; connect-src ${server}; base-uri 'none'; require-trusted-types-for 'script'`,
      },
      body: `<!doctype html><html lang="${language}"><head><title>Strict shop</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <script async src="${server}/tag/percorso.js" data-write-key="${key}"></script></head>
        <body><main><h1>Strict shop</h1><a href="/strict/next">Next</a></main></body></html>`,
    }),
  );
  await page.goto(`${server}/strict/start?utm_medium=email`);
}

/** What the tag sent, by path and body. */
function watchRequests(page: Page): { path: string; body: string }[] {
  const sent: { path: string; body: string }[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(tag|v1)\//.test(pathname)) sent.push({ path: pathname, body: request.postData() ?? '' });
  });
  return sent;
}

async function stored(page: Page, context: BrowserContext): Promise<string[]> {
  const keys = await page.evaluate(() => Object.keys(localStorage));
  return [...keys, ...(await context.cookies()).map((cookie) => cookie.name)].sort();
}

function events(sent: { path: string; body: string }[]): string[] {
  return sent
    .filter(({ path }) => path === '/v1/batch')
    .flatMap(({ body }) => (JSON.parse(body) as { batch: { event?: string; type: string }[] }).batch)
    .map((event) => event.event ?? event.type);
}

test.describe('the consent banner on a strict site', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('should ask before it stores or sends anything, and by keyboard alone', async ({ page, context, baseURL }) => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const sent = watchRequests(page);
    await visitStrictShop(page, await writeKey(page), baseURL ?? '');
    const banner = page.getByRole('dialog', { name: 'Your choice about your data' });
    await expect(banner).toBeVisible();

    expect(await stored(page, context)).toEqual([]);
    expect(sent.map(({ path }) => path.replace(/[^/]*$/, ''))).not.toContain('/v1/');
    expect(await overflow(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    const refuse = await banner.getByRole('button', { name: 'Refuse all' }).boundingBox();
    const accept = await banner.getByRole('button', { name: 'Accept all' }).boundingBox();
    expect([refuse?.width, refuse?.height]).toEqual([accept?.width, accept?.height]);

    // Close, refuse, accept, choose: the banner comes first in the page.
    for (let press = 0; press < 4; press++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const centre = page.getByRole('dialog', { name: 'What may we do?' });
    await expect(centre).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await centre.getByRole('checkbox', { name: 'Analytics' }).focus();
    await page.keyboard.press('Space');
    await centre.getByRole('button', { name: 'Save my choice' }).press('Enter');
    await expect(centre).toBeHidden();
    await expect(banner).toBeHidden();
    await expect.poll(() => events(sent)).toContain('page');

    const choice = sent.find(({ path }) => path === '/v1/consent')?.body ?? '';
    expect(JSON.parse(choice)).toMatchObject({ analytics: true, profiling: false, marketing: false, textVersion: 1 });
    expect(await stored(page, context)).toContain('percorso_id');
    expect(complaints).toEqual([]);

    // Withdrawn at any time; whoever comes back is not asked again.
    sent.length = 0;
    await page.reload();
    await expect.poll(() => events(sent)).toContain('page');
    await expect(banner).toHaveCount(0);
    await page.evaluate(() =>
      (window as unknown as { percorso: { consent: { open(): void } } }).percorso.consent.open(),
    );
    await centre.getByRole('button', { name: 'Refuse all' }).click();
    await expect.poll(() => stored(page, context)).toEqual(['percorso.consent']);
  });

  test('should refuse by Escape, in Italian, and say that it honours the Global Privacy Control', async ({
    page,
    context,
    baseURL,
  }) => {
    const sent = watchRequests(page);
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    await visitStrictShop(page, await writeKey(page), baseURL ?? '', 'it');
    const banner = page.getByRole('dialog', { name: 'La tua scelta sui tuoi dati' });
    await expect(banner).toContainText('Global Privacy Control');
    await banner.getByRole('button', { name: 'Rifiuta tutto' }).focus();
    await page.keyboard.press('Escape');
    await expect(banner).toBeHidden();
    await expect.poll(() => stored(page, context)).toEqual(['percorso.consent']);

    const choice = JSON.parse(sent.find(({ path }) => path === '/v1/consent')?.body ?? '{}');
    expect(choice).toMatchObject({ analytics: false, globalPrivacyControl: true, origin: 'banner', language: 'it' });
    expect(choice).not.toHaveProperty('anonymousId');
  });
});

test('should send once what happened offline, and the rest when the page is left', async ({
  page,
  context,
  baseURL,
  workspace,
}) => {
  const sent = watchRequests(page);
  await visitStrictShop(page, await writeKey(page), baseURL ?? '');
  await page.getByRole('button', { name: 'Accept all' }).click();
  await expect.poll(() => events(sent)).toContain('page');

  await context.setOffline(true);
  await page.evaluate(() =>
    (window as unknown as { percorso: { track(name: string): void } }).percorso.track('Offline'),
  );
  await expect.poll(() => events(sent)).toContain('Offline');
  sent.length = 0;
  await context.setOffline(false);
  await expect.poll(() => events(sent)).toContain('Offline');

  await page.evaluate(() =>
    (window as unknown as { percorso: { track(name: string): void } }).percorso.track('Leaving'),
  );
  await page.goto('about:blank');
  expect(events(sent).filter((name) => name === 'Offline')).toHaveLength(1);
  // A beacon leaves unseen by whoever watches the page; the server tells that it came.
  await open(page, `/w/${workspace}/reports/live`);
  await expect(page.getByText('Leaving').first()).toBeVisible();
});

test('should show what a visitor of the sample shop does in the live view', async ({ page, context, workspace }) => {
  const shop = await context.newPage();
  await shop.goto('/sample-shop');
  await shop.getByRole('button', { name: 'Accetta tutto' }).click();
  await shop.getByRole('link', { name: 'Lampo 15' }).click();
  await shop.getByRole('button', { name: 'Aggiungi al carrello' }).click();
  await expect(shop.getByRole('heading', { name: 'Carrello' })).toBeVisible();

  await open(page, `/w/${workspace}/reports/live`);
  await expect(page.getByText('Product Added').first()).toBeVisible();
  await expect(page.getByText('/sample-shop/carrello').first()).toBeVisible();
});
