import { expect, open, overflow, seriousFindings, test } from './fixtures';

test('should show a report to somebody who has only its link, until it is ended', async ({
  page,
  workspace,
  browser,
}) => {
  await open(page, `/w/${workspace}/reports/paths`);
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('menuitem', { name: 'Public link' }).click();
  const dialog = page.getByRole('dialog', { name: /Public link/ });
  await dialog.getByLabel('Name').fill('Ways through the shop');
  await dialog.getByRole('button', { name: 'Save and make the link' }).click();
  const address = (await dialog.locator('pre').textContent())?.trim() ?? '';
  expect(address).toMatch(/\/shared\/[a-z0-9]{32}$/);
  await expect(dialog.getByRole('table', { name: /Links/ }).or(dialog.getByRole('table'))).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  const context = await browser.newContext({
    locale: 'it-IT',
    colorScheme: 'dark',
    viewport: { width: 360, height: 800 },
  });
  const visitor = await context.newPage();
  await open(visitor, address);
  await expect(visitor.getByRole('heading', { level: 1, name: 'Ways through the shop' })).toBeVisible();
  await expect(visitor.getByRole('img').first()).toBeVisible();
  await expect(visitor.getByText(/Questo link funziona fino al/)).toBeVisible();
  expect(await seriousFindings(visitor)).toEqual([]);
  expect(await overflow(visitor)).toBe(0);
  await expect(visitor.getByRole('navigation')).toHaveCount(0);

  await dialog.getByRole('button', { name: /End the link/ }).click();
  await expect(page.getByText('The link is ended.')).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByRole('heading', { name: 'Questo link non funziona più' })).toBeVisible();
  await context.close();
});
