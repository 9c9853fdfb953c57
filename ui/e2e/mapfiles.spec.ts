import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test('should take a map along, bring it back as it was and present it', async ({ page, workspace, complaints }) => {
  await open(page, `/w/${workspace}/maps`);
  await page.getByRole('button', { name: 'New map', exact: true }).click();
  await page.getByRole('menuitem', { name: /laptop buyer/ }).click();
  await expect(page.getByRole('region', { name: 'Journey map' })).toBeVisible();
  const first = idOf(page);

  await page.getByRole('button', { name: 'Export' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Percorso (JSON)' }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const file = await download.path();

  await open(page, `/w/${workspace}/maps`);
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from(readFileSync(file, 'utf8').replace('"title"', '"titel"')),
  });
  await dialog.getByRole('button', { name: 'Make a map' }).click();
  await expect(dialog.getByRole('alert')).toContainText('/map/cards/0');
  expect(complaints.splice(0).every((line) => line.includes('422'))).toBe(true);
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Make a map' }).click();
  await expect(page.getByRole('region', { name: 'Journey map' })).toBeVisible();
  const second = idOf(page);
  expect(second).not.toBe(first);
  const again = await page.request.get(`/api/workspaces/${workspace}/maps/${second}/export?format=json`);
  expect((await again.body()).equals(readFileSync(file))).toBe(true);

  await present(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await present(page);
  for (const id of [first, second]) {
    const session = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
    await page.request.delete(`/api/workspaces/${workspace}/maps/${id}`, {
      headers: { 'X-CSRF-Token': session.csrfToken },
    });
  }
  expect(complaints).toEqual([]);
});

/** Through all pages by the keyboard, and out again. */
async function present(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Present' }).click();
  const show = page.getByRole('dialog', { name: /^Presentation of/ });
  await expect(show.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(show.getByRole('heading', { level: 1 })).toHaveText(/Awareness/);
  await page.keyboard.press('ArrowRight');
  await expect(show.getByRole('heading', { level: 1 })).toHaveText(/Consideration/);
  await expect(show.getByText('Reads reviews')).toBeVisible();
  await expect(show.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '3');
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.keyboard.press('End');
  await expect(show.getByText('6 of 6')).toBeVisible();
  await expect(show.getByRole('button', { name: 'On', exact: true })).toBeDisabled();
  await page.keyboard.press('Home');
  await expect(show.getByText('1 of 6')).toBeVisible();
  await show.getByRole('button', { name: 'End the presentation' }).click();
  await expect(show).toHaveCount(0);
}
