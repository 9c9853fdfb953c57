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

test('should give somebody a code of their own, and show it in their story', async ({
  page,
  workspace,
  complaints,
}) => {
  const name = `Gifts ${Date.now()}`;
  await open(page, `/w/${workspace}/people/loyalty`);
  await page.getByRole('button', { name: 'New coupons' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Pattern of the codes' }).fill('GIFT-??');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('needs at least eight ?').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Pattern of the codes' }).fill('GIFT-????-????');
  await page.getByRole('textbox', { name: 'Pattern of the codes' }).press('Enter');
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByRole('button', { name: 'GIFT-????-????' }).click();
  await page.getByRole('combobox', { name: 'Give a code to' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Give', exact: true }).click();
  const code = page.getByRole('dialog').getByText(/^GIFT-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const given = (await code.textContent()) ?? '';
  expect(await seriousFindings(page)).toEqual([]);
  await page
    .getByRole('row', { name: new RegExp(given) })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByText(given).first()).toBeVisible();
  await expect(page.getByText(`Coupon of “${name}” given`)).toBeVisible();
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
});
