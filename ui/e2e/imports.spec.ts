import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';

const workbook = fileURLToPath(new URL('./files/store-visits.xlsx', import.meta.url));

test('a workbook is looked at, mapped, imported and taken back', async ({ page, workspace }) => {
  await page.goto(`/w/${workspace}/sources/imports`);
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const dialog = page.getByRole('dialog');
  await page.locator('input[type=file]').setInputFiles(workbook);
  await dialog.getByRole('button', { name: 'Look at the file' }).click();

  await expect(page.getByText('Excel workbook, 5 columns')).toBeVisible();
  await expect(page.getByText(/All 3 rows make 2 events; 1 are refused/)).toBeVisible();
  await page.getByLabel('Event', { exact: true }).fill('Store Visited');
  await expect(page.getByRole('region', { name: 'Events as they would be stored' })).toContainText('Store Visited');
  await expect(page.getByText("no person: 'Customer' is empty")).toBeVisible();

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText(/Done · 3 rows read, 2 accepted, 1 refused/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/Undone by .*: 2 events and 2 people are gone/)).toBeVisible();
});
