import { expect, open, seriousFindings, test } from './fixtures';

test('should watch a figure and say at once what it sees', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/alerts`);
  await page.getByRole('button', { name: 'New alert' }).first().click();
  const form = page.getByRole('dialog', { name: 'New alert' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Far too few');
  await form.getByRole('combobox', { name: 'Rule' }).click();
  await page.getByRole('option', { name: 'Against a fixed value' }).click();
  await form.getByRole('textbox', { name: 'Value' }).fill('1000000');
  await expect(form.getByText(/At least 1,000,000 is within bounds/)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('out of bounds').first()).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'Delete Far too few' }).first().click();
  await expect(page.getByText('Far too few is deleted.')).toBeVisible();
});

test('should have a report sent by e-mail', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('menuitem', { name: 'Send by e-mail…' }).click();
  const form = page.getByRole('dialog', { name: 'New e-mail report' });
  await form.getByRole('textbox', { name: 'Subject' }).fill('Every Monday');
  await form.getByRole('combobox', { name: 'Who is told by e-mail' }).click();
  await page.getByRole('option').first().click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Every Monday').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete Every Monday' }).first().click();
});
