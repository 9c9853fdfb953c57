import type { Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

async function call(page: Page, method: 'POST' | 'DELETE', path: string, data?: unknown) {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  return page.request.fetch(path, {
    method,
    headers: { 'X-CSRF-Token': csrfToken },
    ...(data === undefined ? {} : { data }),
  });
}

test('should write a campaign, say whom it reaches, and take a schedule back', async ({
  page,
  workspace,
  complaints,
}) => {
  await open(page, `/w/${workspace}/messages/campaigns`);
  await page
    .getByRole('button', { name: /new campaign|first campaign/i })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Winter news');
  await page.getByRole('combobox', { name: 'Segment' }).click();
  await page.getByRole('option').first().click();
  await expect(page.getByText(/with consent to marketing by e-mail/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Subject' }).fill('News for {{ person.first_name }}');
  await page.getByText('SMS', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello {{ person.first_name }}');
  await expect(page.getByText('Hello Anna')).toBeVisible();
  await expect(page.getByText(/with consent to marketing by text message/)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByText('E-mail', { exact: true }).last().click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('News for {{ person.first_name }}');
  await page.getByText('At a time', { exact: true }).click();
  await page.getByLabel(/Date and time/).fill('2099-01-07T09:00');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Back to draft' }).click();
  await expect(page.getByRole('button', { name: 'Schedule' })).toBeVisible();
  const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await call(page, 'DELETE', `/api/workspaces/${workspace}/campaigns/${id}`);
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of ['messages/email', 'messages/onsite']) {
    await open(page, `/w/${workspace}/${path}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('should show a dialog on a strict site that the keyboard closes', async ({ page, workspace, baseURL }) => {
  const created = await call(page, 'POST', `/api/workspaces/${workspace}/onsite-messages`, {
    name: 'Strict dialog',
    active: true,
    form: 'modal',
    place: '',
    variants: [{ words: { en: { title: 'Free delivery', text: 'Today', button: 'Look', url: '/strict/sale' } } }],
    look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16' },
    onSite: { shown: true, paths: ['/strict/*'], stages: [], delaySeconds: 0, share: 100, everyDays: 1, gapDays: 0 },
  });
  expect(created.status()).toBe(201);
  const { id } = (await created.json()) as { id: string };
  try {
    const shop = await (await page.request.get('/sample-shop')).text();
    const key = /data-write-key="([^"]+)"/.exec(shop)?.[1] ?? '';
    await page.route(`${baseURL}/strict/**`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: {
          'Content-Security-Policy': `default-src 'none'; script-src ${baseURL}; connect-src ${baseURL}; base-uri 'none'; require-trusted-types-for 'script'`,
        },
        body: `<!doctype html><html lang="en"><head><title>Strict shop</title>
          <script async src="${baseURL}/tag/percorso.js" data-write-key="${key}" data-consent="elsewhere" data-messages="on"></script></head>
          <body><main><h1>Strict shop</h1><button id="first">Before</button></main></body></html>`,
      }),
    );
    const told = page.waitForRequest((request) => (request.postData() ?? '').includes('Message Shown'));
    await page.goto(`${baseURL}/strict/start`);
    const dialog = page.getByRole('dialog', { name: 'Free delivery' });
    await expect(dialog).toBeVisible();
    await told;
    // The page behind waits: the keyboard stays inside.
    for (let step = 0; step < 4; step++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id ?? '')).not.toBe('first');
    const closed = page.waitForRequest((request) => (request.postData() ?? '').includes('Message Dismissed'));
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await closed;
  } finally {
    await call(page, 'DELETE', `/api/workspaces/${workspace}/onsite-messages/${id}`);
  }
});
