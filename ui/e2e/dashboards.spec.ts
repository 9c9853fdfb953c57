import { expect, open, seriousFindings, test } from './fixtures';

test('should keep a dashboard that was arranged by keyboard', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/dashboards`);
  await page.getByRole('button', { name: 'New dashboard' }).first().click();
  const tiles = page.getByTestId('tile');
  await expect(tiles.first().getByText(/\d/).first()).toBeVisible();
  const names = () => tiles.evaluateAll((list) => list.map((tile) => tile.getAttribute('aria-label')));
  await page.getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('button', { name: 'Move or resize Visitors', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await names())[1]).toBe('Visitors');
  await expect(page.getByTestId('save-state')).toHaveText(/Saved/);
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await expect(tiles.nth(1)).toHaveAttribute('aria-label', 'Visitors');
  // From the figure to the people, as everywhere, and from the tile's name to its report.
  await tiles
    .nth(1)
    .getByRole('button', { name: /^Visitors [\d,]+/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Visitors' }).getByRole('link').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await tiles.nth(1).getByRole('link', { name: 'Visitors' }).click();
  await expect(page).toHaveURL(/reports\/overview/);
});

test('should put a report onto a dashboard', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('menuitem', { name: 'Add to a dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a dashboard' });
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText(/^Added to /)).toBeVisible();
});

test('should answer SQL and point at what is wrong', async ({ page, workspace }) => {
  await page.goto(`/w/${workspace}/reports/sql?sql=${encodeURIComponent('SELECT count(*) AS many FROM events')}`);
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('columnheader', { name: 'many' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Question' }).fill('SELECT nme FROM events');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Line 1, column 8');
});
