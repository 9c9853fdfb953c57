import { expect, open, overflow, seriousFindings, test } from './fixtures';

test('should set a goal, see its pace, its people and the owner’s card, and be told', async ({
  page,
  workspace,
  complaints,
}) => {
  await open(page, `/w/${workspace}/maps/goals`);
  await page.getByRole('button', { name: 'New goal' }).first().click();
  const form = page.getByRole('dialog', { name: 'New goal' });
  await form.getByRole('textbox', { name: 'Name' }).fill('A thousand orders');
  await form.getByRole('combobox', { name: 'Figure' }).click();
  await page.getByRole('option', { name: 'Conversions' }).click();
  await form.getByRole('textbox', { name: 'Target' }).fill('100000');
  await form.getByLabel('First day').fill('2026-01-01');
  await form.getByLabel('Last day').fill('2028-12-31');
  await form.getByRole('combobox', { name: 'Owner' }).fill('Grazia');
  await form.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('listitem').filter({ hasText: 'A thousand orders' }).first();
  await expect(row.getByText('behind', { exact: true })).toBeVisible();
  await expect(row.getByText('target: at least 100,000')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Scorecard by owner' }).getByText('Grazia')).toBeVisible();
  await row.getByRole('button', { name: 'Draw the way of A thousand orders' }).click();
  await expect(row.getByRole('img', { name: 'Way of the goal A thousand orders' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await row.getByTitle('See the people').click();
  await expect(
    page
      .getByRole('dialog', { name: 'A thousand orders' })
      .getByText(/people/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Tell me when it falls behind' }).click();
  await expect(row.getByRole('link', { name: /A thousand orders: pace/ })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  await row.getByRole('button', { name: 'Edit A thousand orders' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('“A thousand orders” is deleted.')).toBeVisible();
  await open(page, `/w/${workspace}/alerts`);
  await page.getByRole('button', { name: 'Delete A thousand orders: pace' }).click();
  await expect(page.getByText('A thousand orders: pace is deleted.')).toBeVisible();
  expect(complaints).toEqual([]);
});
