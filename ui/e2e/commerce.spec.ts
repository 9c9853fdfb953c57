import { expect, open, test } from './fixtures';

test('should go from left carts to the people who left them', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/commerce`);
  await page.getByRole('button', { name: /^Cart abandonment .*see the people/i }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(/[\d,]+ (person|people)/)).toBeVisible();
  await expect(drawer.getByRole('link').first()).toBeVisible();
});

test('should count as many in a group of customers as the drawer lists', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/commerce`);
  const row = page.getByRole('region', { name: 'Groups of customers' }).getByRole('row').nth(1);
  const shown = (await row.getByRole('button').textContent())?.replace(/\D/g, '');
  await row.getByRole('button').click();
  const counted = page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first();
  await expect(counted).toHaveText(/\d/);
  expect((await counted.textContent())?.replace(/\D/g, '')).toBe(shown);
});

test('should predict by either model and say how sure it is', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/commerce`);
  await expect(page.getByRole('region', { name: 'The models' }).first()).toContainText('BG/NBD');
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Pareto/NBD' }).click();
  await expect(page.getByRole('region', { name: 'The models' }).first()).toContainText('Pareto/NBD');
  await expect(page.getByRole('region', { name: 'Who may have left' }).first()).not.toContainText('NaN');
});
