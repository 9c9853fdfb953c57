import { expect, open, test } from './fixtures';

test('should show what a visitor of the sample shop does in the live view', async ({ page, context, workspace }) => {
  const shop = await context.newPage();
  await shop.goto('/sample-shop');
  await shop.getByRole('button', { name: 'Accetta tutto' }).click();
  await shop.getByRole('link', { name: 'Lampo 15' }).click();
  await shop.getByRole('button', { name: 'Aggiungi al carrello' }).click();
  await expect(shop.getByRole('heading', { name: 'Carrello' })).toBeVisible();

  await open(page, `/w/${workspace}/reports/live`);
  await expect(page.getByText('Product Added').first()).toBeVisible();
  await expect(page.getByText('/sample-shop/carrello').first()).toBeVisible();
});
