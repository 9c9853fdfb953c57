import type { APIRequestContext, Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

type Cookies = { name: string; value: string }[];
type Card = { id: string; title: string; step?: string };

/** The API as the signed-in user. */
async function caller(request: APIRequestContext, cookies: Cookies, workspace: string) {
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const session = await (await request.get('/api/session', { headers: { Cookie } })).json();
  const headers = { Cookie, 'X-CSRF-Token': session.csrfToken as string };
  return async (method: 'get' | 'post' | 'delete', path: string, data?: unknown) => {
    const answer = await request[method](`/api/workspaces/${workspace}/${path}`, { headers, data });
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    return method === 'delete' ? null : answer.json();
  };
}

const row = (page: Page, text: string) => page.getByRole('row', { name: new RegExp(text) });

/** The sample's map as it should be: who has ordered reads the tips. */
test('should find both planted findings of the sample shop', async ({
  page,
  request,
  cookies,
  workspace,
  complaints,
}) => {
  const call = await caller(request, cookies, workspace);
  const maps = (await call('get', 'maps')) as { id: string; name: string }[];
  const sample = maps.find(({ name }) => name === 'How people buy a laptop');
  const map = await call('get', `maps/${sample?.id}`);
  const { id: _, revision: __, updatedAt: ___, updatedBy: ____, ...content } = map;
  const cards = (content.cards as Card[]).map((card) =>
    card.title === 'Tips for the first weeks' ? { ...card, step: 'mandatory' } : card,
  );
  const made = await call('post', 'maps', { ...content, name: 'As it should be', kind: 'toBe', cards });
  try {
    await open(page, `/w/${workspace}/maps/${made.id}/conformance?period=90d`);

    // The checkout is slow on phones: of those who came to it, phones miss the order far more often.
    await row(page, 'skip “Order”').getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('dialog');
    await expect(why.getByLabel('Among people who came by').first()).toHaveValue('Checkout');
    const phone = why.getByRole('row', { name: /mobile/ });
    await expect(phone).toBeVisible();
    const lift = Number((await phone.textContent())?.match(/×\s(\d+\.\d\d)/)?.[1]);
    expect(lift).toBeGreaterThan(1.1);
    await why.getByRole('button', { name: 'Close' }).click();

    // The coupon site brings buyers who do not come back: of those who ordered, they miss the tips more often.
    await row(page, 'skip “Tips for the first weeks”').getByRole('button', { name: 'Why?' }).click();
    const coupon = page
      .getByRole('dialog')
      .getByRole('row', { name: /Coupon site|Affiliate/ })
      .first();
    await expect(coupon).toBeVisible();
    expect(Number((await coupon.textContent())?.match(/×\s(\d+\.\d\d)/)?.[1])).toBeGreaterThan(1.2);
    expect(complaints).toEqual([]);
  } finally {
    await call('delete', `maps/${made.id}`);
  }
});

test('should allow a deviation and lead from it to a flow whose step is linked', async ({
  page,
  request,
  cookies,
  workspace,
}) => {
  const call = await caller(request, cookies, workspace);
  const maps = (await call('get', 'maps')) as { id: string; name: string }[];
  const sample = maps.find(({ name }) => name === 'How people buy a laptop');
  const { id: _, revision: __, updatedAt: ___, updatedBy: ____, ...content } = await call('get', `maps/${sample?.id}`);
  const made = await call('post', 'maps', { ...content, name: 'To try out' });
  try {
    await open(page, `/w/${workspace}/maps/${made.id}/conformance`);
    expect(await seriousFindings(page)).toEqual([]);
    const before = await page.getByText('Follow the map').first().locator('..').textContent();
    await row(page, 'skip “Customer reviews”').getByRole('switch').click({ force: true });
    await expect(page.getByText('Follow the map').first().locator('..')).not.toHaveText(before ?? '');
    await row(page, 'skip “Checkout”')
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Make a flow against it' }).click();
    await expect(page).toHaveURL(/\/flows\/[\w-]+$/);
    const stored = await call('get', `maps/${made.id}`);
    expect(stored.flows).toHaveLength(1);
    expect(stored.rules.allowed).toHaveLength(1);
    await call('delete', `flows/${stored.flows[0].flow}`);
  } finally {
    await call('delete', `maps/${made.id}`);
  }
});

test('should draw a map from real journeys', async ({ page, workspace, complaints }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `/w/${workspace}/maps/discover`);
  await expect(page.getByRole('region', { name: 'Purchase' }).getByText('Order', { exact: true })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('switch', { name: 'Product page' }).click({ force: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Draw the map/ }).click();
  await expect(page).toHaveURL(/\/maps\/(?!discover)[\w-]+/);
  await expect(page.locator('[data-card]', { hasText: 'Checkout' }).first()).toBeVisible();
  await expect(page.locator('[data-card]', { hasText: 'Product page' })).toHaveCount(0);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(`/w/${workspace}/maps`);
  const tile = page.locator('li', { has: page.locator(`a[href*="/maps/${id}"]`) });
  await tile.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(tile).toHaveCount(0);
  expect(complaints).toEqual([]);
});
