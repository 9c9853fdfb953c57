import { test as base } from '@playwright/test';
import { credentials, expect, overflow, seriousFindings, test } from './fixtures';

base.describe('sign-in', () => {
  base('should say when e-mail and password do not match', async ({ page }) => {
    await page.goto('/login');
    await page.getByLabel('E-mail').fill('nobody@example.org');
    await page.getByLabel(/^Password/).fill('not-the-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('do not match');
  });

  base('should lead to the page that was asked for', async ({ page }) => {
    await page.goto('/login');
    await page.getByLabel('E-mail').fill(credentials.email);
    await page.getByLabel(/^Password/).fill(credentials.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/w\//);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    const address = page.url();

    await page.getByTitle('Your account').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/login/);

    await page.goto(`${address}/people`);
    await expect(page).toHaveURL(/\/login\?next=/);
    await page.getByLabel('E-mail').fill(credentials.email);
    await page.getByLabel(/^Password/).fill(credentials.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/people/);
  });

  base('should not send anyone to another site', async ({ page }) => {
    await page.goto('/login?next=https://example.org/');
    await page.getByLabel('E-mail').fill(credentials.email);
    await page.getByLabel(/^Password/).fill(credentials.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/w\//);
  });
});

for (const [locale, title] of [
  ['en-GB', 'Sign in'],
  ['it-IT', 'Accedi'],
] as const) {
  test.describe(`sign-in page in ${locale}`, () => {
    test.use({ ownWindow: true, locale, viewport: { width: 360, height: 740 } });
    test('should be readable by everyone', async ({ page, complaints }) => {
      await page.goto('/login');
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      // Being signed out is an answer (401), which browsers log like an error.
      expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
    });
  });
}
