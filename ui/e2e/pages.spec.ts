import { everyPage } from './everyPage';
import { expect, open, test } from './fixtures';

test.describe('English, light, 1440 px', () => everyPage({ locale: 'en-GB', colorScheme: 'light', width: 1440 }));

test('should say that sample data is simulated', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}`);
  await expect(page.getByRole('note')).toContainText('Simulated data');
});

test('should help out of a wrong address', async ({ page, workspace }) => {
  await page.goto(`/w/${workspace}/nowhere`);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page).toHaveURL(/\/w\//);
});
