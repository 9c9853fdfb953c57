import type { Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

const card = (page: Page, title: string) => page.locator('[data-card]', { hasText: title });
const cellOf = (page: Page, title: string) =>
  card(page, title).evaluate((element) => element.closest<HTMLElement>('[data-cell]')?.dataset.cell ?? '');

async function startMap(page: Page, workspace: string): Promise<void> {
  await open(page, `/w/${workspace}/maps`);
  await page.getByRole('button', { name: 'New map', exact: true }).click();
  await page.getByRole('menuitem', { name: /laptop buyer/ }).click();
  await expect(page.getByRole('region', { name: 'Journey map' })).toBeVisible();
}

const saved = (page: Page) => expect(page.getByTestId('save-state')).toHaveText(/^\s*Saved$/);

async function removeMap(page: Page, workspace: string): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(`/w/${workspace}/maps`);
  const tile = page.locator('li', { has: page.locator(`a[href*="/maps/${id}"]`) });
  await tile.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(tile).toHaveCount(0);
}

test('should draw a map, move a card with the keyboard and find it again after a reload', async ({
  page,
  workspace,
  complaints,
}) => {
  await startMap(page, workspace);
  await card(page, 'Find a laptop that fits').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Ask a friend');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(card(page, 'Ask a friend')).toBeFocused();
  const before = await cellOf(page, 'Ask a friend');

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(card(page, 'Ask a friend')).toBeFocused();
  const after = await cellOf(page, 'Ask a friend');
  expect(after).not.toBe(before);

  await saved(page);
  await page.reload();
  await expect(card(page, 'Ask a friend')).toBeVisible();
  expect(await cellOf(page, 'Ask a friend')).toBe(after);
  await removeMap(page, workspace);
  expect(complaints).toEqual([]);
});

test('should undo and redo everything', async ({ page, workspace }) => {
  await startMap(page, workspace);
  const count = await page.locator('[data-card]').count();
  await card(page, 'Reads reviews').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-card]')).toHaveCount(count - 1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-card]')).toHaveCount(count);
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('[data-card]')).toHaveCount(count - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Reads reviews')).toBeVisible();
  await saved(page);
  await removeMap(page, workspace);
});

test('should drag a card with the mouse to where it is let go', async ({ page, workspace }) => {
  await startMap(page, workspace);
  const target = page.locator('[data-cell]').nth(1);
  await card(page, 'Find a laptop that fits').hover();
  await page.mouse.down();
  const to = await target.boundingBox();
  if (!to) throw new Error('the grid has no size');
  await page.mouse.move(to.x + 20, to.y + 40, { steps: 8 });
  await expect(page.locator('[data-ghost]')).toBeVisible();
  // One quick move, and let go at once: what counts is where the pointer is, not where the last picture showed it.
  await page.mouse.move(to.x + 60, to.y + 12);
  await page.mouse.up();
  await expect
    .poll(() => cellOf(page, 'Find a laptop that fits'))
    .toBe(await target.evaluate((cell) => (cell as HTMLElement).dataset.cell));
  await saved(page);
  await removeMap(page, workspace);
});

test('should not move the map away under the pointer when its figures arrive', async ({ page, workspace }) => {
  let arrive = () => {};
  const figures = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/(conformance|live)$/, async (route) => {
    await figures;
    await route.continue();
  });
  await startMap(page, workspace);
  const top = async () => (await card(page, 'Reads reviews').boundingBox())?.y;
  const before = await top();
  arrive();
  await expect(page.getByRole('region', { name: 'Map against reality' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^[\d,]+ people$/ }).first()).toBeVisible();
  expect(await top()).toBe(before);
  await removeMap(page, workspace);
});

test('should keep the edits of two people at the same map', async ({ page, context, workspace }) => {
  await startMap(page, workspace);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(card(other, 'Reads reviews')).toBeVisible();
  for (const [person, title, name] of [
    [page, 'Reads reviews', 'Reads three reviews'],
    [other, 'Puts one into the cart', 'Puts two into the cart'],
  ] as const) {
    await card(person, title).focus();
    await person.keyboard.press('Enter');
    await person.keyboard.type(name);
    await person.keyboard.press('Enter');
    await saved(person);
  }
  await page.reload();
  await expect(card(page, 'Reads three reviews')).toBeVisible();
  await expect(card(page, 'Puts two into the cart')).toBeVisible();
  await other.close();
  await removeMap(page, workspace);
});

test('should be read and edited stage by stage on a phone', async ({ page, workspace }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `/w/${workspace}/maps`);
  await page.getByRole('button', { name: 'New map', exact: true }).click();
  await page.getByRole('menuitem', { name: /laptop buyer/ }).click();
  await expect(card(page, 'Find a laptop that fits')).toBeVisible();
  await page.getByRole('button', { name: 'Next stage', exact: true }).click();
  await expect(card(page, 'Reads reviews')).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await card(page, 'Reads reviews').getByText('Reads reviews').click();
  await page.getByTestId('card-panel').getByRole('textbox', { name: 'Title' }).fill('Reads the reviews');
  await page.getByTestId('card-panel').getByRole('button', { name: 'Close' }).click();
  await expect(card(page, 'Reads the reviews')).toBeVisible();
  await saved(page);
  await removeMap(page, workspace);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`should have no serious accessibility findings on a map, ${scheme}`, async ({ page, workspace }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await startMap(page, workspace);
    await card(page, 'Reads reviews').getByText('Reads reviews').click();
    await expect(page.getByTestId('card-panel')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await removeMap(page, workspace);
  });
}
