import type { Page } from '@playwright/test';
import { expect, open, seriousFindings, test } from './fixtures';

const card = (page: Page, title: string) => page.locator('[data-card]', { hasText: title });
const saved = (page: Page) => expect(page.getByTestId('save-state')).toHaveText(/^\s*Saved$/);

/** A small map made by the API, gone again after the test. */
async function withMap(page: Page, workspace: string, work: (path: string) => Promise<void>): Promise<void> {
  await page.goto(`/w/${workspace}/maps`);
  const session = await page.request.get('/api/session').then((answer) => answer.json());
  const headers = { 'X-CSRF-Token': session.csrfToken as string };
  const made = await page.request.post(`/api/workspaces/${workspace}/maps`, {
    headers,
    data: {
      name: `Together ${Date.now()}`,
      stages: ['one', 'two', 'three'].map((id) => ({ id, name: id, hue: 'purchase' })),
      lanes: [
        { id: 'l1', kind: 'actions' },
        { id: 'l2', kind: 'pains' },
      ],
      cards: ['Alpha', 'Beta', 'Gamma'].map((title) => ({ id: title, stage: 'one', lane: 'l1', title })),
      emotions: [],
    },
  });
  const { id } = await made.json();
  try {
    await work(`/w/${workspace}/maps/${id}`);
  } finally {
    await page.request.delete(`/api/workspaces/${workspace}/maps/${id}`, { headers });
  }
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await card(page, from).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
}

test('should let two people edit at the same time, see each other, and lose nothing', async ({
  page,
  browser,
  cookies,
  workspace,
  baseURL,
}) => {
  await withMap(page, workspace, async (path) => {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    await context.addCookies(cookies);
    const other = await context.newPage();
    await Promise.all([open(page, path), open(other, path)]);
    await expect(page.getByTestId('present')).toHaveCount(1);
    await Promise.all([rename(page, 'Alpha', 'Anna was here'), rename(other, 'Beta', 'Bruno was here')]);
    for (const window of [page, other]) {
      await saved(window);
      await expect(card(window, 'Anna was here')).toBeVisible();
      await expect(card(window, 'Bruno was here')).toBeVisible();
    }
    // At the same field the later one wins, and both are told: this window hears no news, so it does not know.
    const late = await context.newPage();
    await late.route(/\/news/, (route) => route.abort());
    await open(late, path);
    await rename(page, 'Gamma', 'Gamma of Anna');
    await saved(page);
    await rename(late, 'Gamma', 'Gamma of Bruno');
    await expect(late.getByText(/at the same time.*Gamma of Anna/)).toBeVisible();
    await late.getByRole('button', { name: 'Take theirs' }).click();
    await expect(card(late, 'Gamma of Anna')).toBeVisible();
    await expect(page.getByText(/right after you.*Gamma of Anna/)).toBeVisible();
    await expect(card(page, 'Gamma of Anna')).toBeVisible();
    await context.close();
  });
});

test('should select, copy, cut and paste several cards with the keyboard', async ({ page, workspace }) => {
  await withMap(page, workspace, async (path) => {
    await open(page, path);
    await card(page, 'Alpha').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.locator('[data-selected]')).toHaveCount(2);
    await page.keyboard.press('Control+x');
    await expect(page.locator('[data-card]')).toHaveCount(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+v');
    await expect(page.locator('[data-card]')).toHaveCount(3);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(card(page, 'Alpha')).toBeVisible();
    await card(page, 'Alpha').focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys of the map' })).toBeVisible();
    await page.keyboard.press('Escape');
    await saved(page);
  });
});

test('should review a map: to do, comment, and a guest who answers', async ({ page, browser, workspace, baseURL }) => {
  await withMap(page, workspace, async (path) => {
    await open(page, path);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Around this map' });
    await expect(drawer.getByText('one: No touchpoint.', { exact: false })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await drawer.getByRole('tab', { name: 'Comments' }).click();
    await drawer.getByLabel('New comment').fill('Is it true?');
    await drawer.getByRole('button', { name: 'Send' }).click();
    await expect(drawer.getByText('Is it true?')).toBeVisible();
    await drawer.getByRole('tab', { name: 'Links' }).click();
    await drawer.getByRole('button', { name: 'Make a link' }).click();
    const link = await drawer
      .getByText(/\/review\//)
      .or(drawer.locator('input[value*="/review/"]'))
      .first();
    const address = (await link.getAttribute('value')) ?? (await link.textContent()) ?? '';

    const guest = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const visitor = await guest.newPage();
    await visitor.goto(new URL(address.trim()).pathname);
    await visitor.getByLabel('Your name').fill('Carla');
    await visitor.getByRole('button', { name: 'Alpha' }).click();
    const panel = visitor.getByRole('dialog');
    await panel.getByLabel('New comment').fill('I would do it');
    await panel.getByRole('button', { name: 'Send' }).click();
    await expect(panel.getByText('I would do it')).toBeVisible();
    expect(await seriousFindings(visitor)).toEqual([]);
    await guest.close();
    await page.keyboard.press('Escape');
    await expect(card(page, 'Alpha').getByRole('img', { name: '1 open comment' })).toBeVisible();
  });
});

for (const view of ['Timeline', 'Flow', 'Blueprint']) {
  test(`should show the laptop buyer as ${view}`, async ({ page, workspace, complaints }) => {
    await withMap(page, workspace, async (path) => {
      await open(page, path);
      await page.getByText(view, { exact: true }).click();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
}
