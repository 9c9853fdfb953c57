import { expect, open, test } from './fixtures';

test('should reach pages and people by keyboard', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}`);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to a page').fill('retention');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/reports\/retention/);
});

test('should size a segment while it is put together, keep it and delete it', async ({ page, workspace }) => {
  const name = `Returned ${Date.now()}`;
  await open(page, `/w/${workspace}/people/segments/new`);
  await page.getByLabel('Name').fill(name);
  await page.getByRole('combobox', { name: 'Kind of condition' }).nth(1).click();
  await page.getByRole('option', { name: 'Number of sessions' }).click();
  await expect(page.getByRole('status').filter({ hasText: /of [\d,]+/ })).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).not.toHaveURL(/segments\/new/);
  await open(page, `/w/${workspace}/people/segments`);
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/people\/segments$/);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('should create a source, take its event and show it live', async ({ page, workspace, request }) => {
  const name = `Trial ${Date.now()}`;
  await open(page, `/w/${workspace}/sources`);
  await page.getByRole('button', { name: 'New source' }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Own program').check();
  await page.getByLabel('Collected elsewhere').check();
  await page.getByRole('button', { name: 'Create' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Copy it now')).toBeVisible();
  const key = (await dialog.locator('pre').first().textContent())?.trim() ?? '';

  const event = `Trial Event ${Date.now()}`;
  const answer = await request.post('/v1/track', {
    headers: { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
    data: { userId: 'trial-person', event, properties: { trial: true } },
  });
  expect(answer.status()).toBe(200);
  await expect(dialog.getByRole('status')).toContainText('Received 1 event');

  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await open(page, `/w/${workspace}/reports/live`);
  await expect(page.getByRole('list', { name: 'Live' }).getByText(event)).toBeVisible({ timeout: 15_000 });

  await open(page, `/w/${workspace}/sources`);
  await page.getByRole('button', { name: `Revoke the key of ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('revoked');
});

test('should find a person by the beginning of the name', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/people`);
  const rows = page.getByRole('list', { name: 'People' }).getByRole('link');
  await expect(rows.first()).toBeVisible();
  const named = rows.filter({ hasText: /@/ }).first();
  const word = (await named.textContent())?.match(/[A-Z][a-zà-ù]{3,}/)?.[0] ?? '';
  await page.getByRole('textbox', { name: 'Name, e-mail or id' }).fill(word);
  await expect(rows.first()).toContainText(new RegExp(word, 'i'));
});
