import { expect, open, test } from './fixtures';

test('should go from a variant of the process map to its people', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/process?period=90d`);
  await expect(
    page.getByRole('region', { name: 'What directly follows what; the table has the same figures' }),
  ).toBeVisible();
  const variants = page.getByRole('region', { name: 'Variants' }).getByRole('listitem');
  await expect(variants).not.toHaveCount(0);
  await variants.first().getByRole('button').click();
  await expect(page.getByRole('dialog').getByText(/[\d,]+ (person|people)/)).toBeVisible();
});

test('should show the arrows of the process map as a table too', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/process?period=90d`);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('columnheader', { name: '90 % within' })).toBeVisible();
});
