import { expect, open, overflow, seriousFindings, test } from './fixtures';

test('should list audiences, say what is missing, and fit a phone', async ({ page, workspace, complaints }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page, `/w/${workspace}/people/audiences`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page
    .getByRole('button', { name: /new audience|make an audience/i })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'Refresh token' })).toBeVisible();
  await page.getByText('Meta', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Access token' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
