import type { Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

async function call(page: Page, method: 'GET' | 'POST' | 'DELETE', path: string, data?: unknown) {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  return page.request.fetch(path, {
    method,
    headers: { 'X-CSRF-Token': csrfToken },
    ...(data === undefined ? {} : { data }),
  });
}

type Saved = { id: string; name: string; url: string };

test('should make a form that a strict site shows and that thanks whoever sends it', async ({
  page,
  workspace,
  baseURL,
  complaints,
}) => {
  await open(page, `/w/${workspace}/messages/forms`);
  await page
    .getByRole('button', { name: /new form|make a form/i })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Strict newsletter');
  await page.getByRole('dialog').getByRole('switch').first().check({ force: true, timeout: 5000 });
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Strict newsletter' })).toBeVisible();
  const forms = (await (await call(page, 'GET', `/api/workspaces/${workspace}/forms`)).json()) as Saved[];
  const form = forms.find(({ name }) => name === 'Strict newsletter');
  if (form === undefined) throw new Error('the form was not saved');
  try {
    await page.setViewportSize({ width: 360, height: 780 });
    await open(page, `/w/${workspace}/messages/forms`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`/f/${form.id}?language=it`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('La nostra newsletter');
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    const shop = await (await page.request.get('/sample-shop')).text();
    const key = /data-write-key="([^"]+)"/.exec(shop)?.[1] ?? '';
    await page.route(`${baseURL}/strict/**`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: {
          'Content-Security-Policy': `default-src 'none'; script-src ${baseURL}; connect-src ${baseURL}; base-uri 'none'; require-trusted-types-for 'script'`,
        },
        body: `<!doctype html><html lang="en"><head><title>Strict shop</title>
          <script async src="${baseURL}/tag/percorso.js" data-write-key="${key}" data-consent="site"></script></head>
          <body><main><h1>Strict shop</h1><div data-percorso-form="${form.id}"></div></main></body></html>`,
      }),
    );
    await page.goto(`${baseURL}/strict/start`);
    const email = page.getByRole('textbox', { name: 'E-mail' });
    await expect(email).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await email.focus();
    // As people type: who is done within two seconds counts as a program.
    await page.keyboard.type('strict@example.com', { delay: 130 });
    await page.keyboard.press('Tab');
    await page.keyboard.type('Sara');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toContainText('Thank you!');
    // Nothing of the visitor stays in the browser before a choice.
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('forms')))).toEqual([]);
  } finally {
    await call(page, 'DELETE', `/api/workspaces/${workspace}/forms/${form.id}`);
  }
  expect(complaints).toEqual([]);
});
