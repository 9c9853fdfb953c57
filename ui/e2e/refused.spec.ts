import { expect, open, seriousFindings, test } from './fixtures';

test('should put refused events right, take them once and count them', async ({
  page,
  workspace,
  request,
  complaints,
}) => {
  const name = `PostHog ${Date.now()}`;
  await open(page, `/w/${workspace}/sources`);
  await page.getByRole('button', { name: 'New source' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('PostHog').check();
  await dialog.getByRole('radiogroup', { name: 'Runs in' }).getByText('Server').click();
  await dialog.getByLabel('Collected elsewhere').check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByText('new PostHog(')).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('Waiting for the first event');

  // three events say whose they are in a field that PostHog does not have
  const key = (await dialog.locator('pre').first().textContent())?.trim() ?? '';
  const batch = [1, 2, 3].map((order) => ({ event: `Refused ${key.slice(0, 6)}`, user: 'ada', properties: { order } }));
  const answer = await request.post('/batch/', { data: { api_key: key, batch } });
  expect(await answer.text()).toBe('{"status":1}');
  await expect(dialog.getByRole('status')).toContainText('3 refused: see why');
  await dialog.getByRole('link', { name: '3 refused: see why' }).click();

  // a rename is tried and applied to all of them
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('It does not say whose event it is');
  await row.getByRole('button', { name: /^Put right/ }).click();
  await dialog.getByLabel('Field').fill('user');
  await dialog.getByLabel('New name').fill('wrong');
  await dialog.getByRole('button', { name: 'Try' }).click();
  await expect(dialog.getByRole('status')).toContainText('0 events would be taken');
  await dialog.getByLabel('New name').fill('distinct_id');
  await dialog.getByRole('button', { name: 'Try' }).click();
  await expect(dialog.getByRole('status')).toContainText('3 events would be taken');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Apply and take them' }).click();
  await expect(row).toHaveCount(0);

  await open(page, `/w/${workspace}/sources`);
  const cells = page.getByRole('row', { name: new RegExp(name) }).getByRole('cell');
  await expect(cells.filter({ hasText: /^3$/ })).toHaveCount(2);
  await page.getByRole('button', { name: `Revoke the key of ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  expect(complaints).toEqual([]);
});

test('should say what is still wrong with a corrected event, and delete it', async ({ page, workspace, request }) => {
  const name = `Plain ${Date.now()}`;
  await open(page, `/w/${workspace}/sources`);
  await page.getByRole('button', { name: 'New source' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Own program').check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  const key = (await dialog.locator('pre').first().textContent())?.trim() ?? '';
  await request.post('/v1/track', { data: { writeKey: key, userId: 'ada', properties: { mark: key.slice(0, 8) } } });
  await dialog.getByRole('link', { name: '1 refused: see why' }).click();
  const letters = page.getByRole('list', { name: 'The events' });
  await expect(letters.getByRole('listitem')).toHaveCount(1);
  await letters.getByRole('button', { expanded: false }).click();
  await letters.getByLabel('The event, as it is read').fill('{"type":"track","event":"Named"}');
  await letters.getByRole('button', { name: 'Try again' }).click();
  await expect(letters.getByRole('alert')).toContainText('Refused still');
  await letters.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('1 refused event was deleted.')).toBeVisible();
});
