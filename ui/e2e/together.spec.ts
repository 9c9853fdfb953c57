import { expect, open, test } from './fixtures';

test('should go from articles bought together to the people who bought both', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/together?period=12m`);
  const row = page.getByRole('region', { name: 'Bought together' }).getByRole('row').nth(1);
  const shown = (await row.getByRole('button').textContent())?.replace(/\D/g, '');
  await row.getByRole('button').click();
  const counted = page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first();
  await expect(counted).toHaveText(/\d/);
  expect((await counted.textContent())?.replace(/\D/g, '')).toBe(shown);
});

test('should show where people would be before the stages are saved', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/settings/stages`);
  const preview = page.getByRole('region', { name: 'Where people would be' });
  await expect(preview.getByRole('row').nth(1)).toContainText('–');
  await page.getByRole('button', { name: 'and a condition…' }).first().click();
  await page.getByRole('combobox', { name: 'Kind of condition' }).first().click();
  await page.getByRole('option', { name: /sessions/i }).click();
  await expect(preview.getByRole('row').nth(1)).toContainText('−');
});
