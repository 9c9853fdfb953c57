import { readFile } from 'node:fs/promises';
import { expect, open, test } from './fixtures';

test('should hand out and erase a person, and note both', async ({ page, workspace, request }) => {
  const who = `trial-${Date.now()}`;
  const session = await (await page.request.get('/api/session')).json();
  const headers = { 'X-CSRF-Token': session.csrfToken };
  const source = await page.request.post(`/api/workspaces/${workspace}/sources`, {
    headers,
    data: { name: who, kind: 'server', consent: 'elsewhere' },
  });
  const { writeKey } = await source.json();
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const send = () =>
    request.post('/v1/identify', {
      headers: { Authorization: authorization },
      data: { userId: who, traits: { email: `${who}@example.com` } },
    });
  expect((await send()).status()).toBe(200);

  await expect(async () => {
    await open(page, `/w/${workspace}/people`);
    await page.getByPlaceholder('Name, e-mail or id').fill(who);
    await expect(page.getByRole('list', { name: 'People' }).getByRole('link')).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await page.getByRole('list', { name: 'People' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Privacy' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download everything' }).click();
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(file.traits.email).toBe(`${who}@example.com`);

  await page.getByRole('button', { name: 'Privacy' }).click();
  await page.getByRole('menuitem', { name: 'Erase this person' }).click();
  await page.getByLabel('Type ERASE to confirm').fill('ERASE');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page).toHaveURL(/settings\/privacy/);
  await expect(page.getByRole('row').nth(1)).toContainText('done', { timeout: 30_000 });
  expect((await send()).status()).toBe(200);
  const refused = await page.request.get(`/api/workspaces/${workspace}/dead-letters?limit=20`);
  expect(await refused.text()).toContain('erased-person');

  await open(page, `/w/${workspace}/settings/audit`);
  await expect(page.getByRole('row', { name: /Erased a person/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Downloaded a person's data/ }).first()).toBeVisible();
});

test('should merge two people and take it back', async ({ page, workspace, request }) => {
  const who = `pair-${Date.now()}`;
  const session = await (await page.request.get('/api/session')).json();
  const source = await page.request.post(`/api/workspaces/${workspace}/sources`, {
    headers: { 'X-CSRF-Token': session.csrfToken },
    data: { name: who, kind: 'server', consent: 'elsewhere' },
  });
  const { writeKey } = await source.json();
  const headers = { Authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
  for (const user of ['one', 'two']) {
    const traits = { name: `${user} ${who}`, email: `${who}@example.com` };
    await request.post('/v1/identify', { headers, data: { userId: `${user}-${who}`, traits } });
  }

  const rows = page.getByRole('list', { name: 'People' }).getByRole('link');
  await expect(async () => {
    await open(page, `/w/${workspace}/people`);
    await page.getByPlaceholder('Name, e-mail or id').fill(who);
    await expect(rows).toHaveCount(2, { timeout: 2_000 });
  }).toPass();
  await rows.filter({ hasText: 'one' }).click();
  await expect(page.getByText('Perhaps the same person')).toBeVisible();
  await page.getByRole('button', { name: 'Merge with …' }).click();
  await page.getByRole('dialog').getByLabel('Name, e-mail or id').first().fill(`two ${who}`);
  await page.getByRole('radio', { name: `two ${who}` }).check();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('became part of this person')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/undone by/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Perhaps the same person')).toBeVisible();
});
