import { expect, open, seriousFindings, test } from './fixtures';

test('should cut sessions by the gap of the workspace, and keep them when the index is built anew', async ({
  page,
  workspace: sample,
}) => {
  await open(page, `/w/${sample}/settings`);
  const workspace = `gap-${Date.now()}`;
  const { csrfToken } = await (await page.request.get('/api/session')).json();
  const headers = { 'X-CSRF-Token': csrfToken };
  await page.request.post('/api/workspaces', { data: { id: workspace, name: 'Gap' }, headers });
  const source = await page.request.post(`/api/workspaces/${workspace}/sources`, {
    data: { name: 'Till', kind: 'server', consent: 'elsewhere' },
    headers,
  });
  const { writeKey } = await source.json();
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  for (const [messageId, time] of [
    ['first', '10:00'],
    ['second', '10:45'],
  ]) {
    const taken = await page.request.post('/v1/track', {
      data: { writeKey, messageId, userId: 'anna', event: 'Visit', timestamp: `${day}T${time}:00Z` },
    });
    expect(taken.status()).toBe(200);
  }
  const sessions = async () => {
    const answer = await page.request.post(`/api/workspaces/${workspace}/reports/overview`, {
      data: { scope: { from: day, to: day } },
      headers,
    });
    return (await answer.json()).totals.sessions;
  };
  await expect.poll(sessions).toBe(2);

  await open(page, `/w/${workspace}/settings`);
  await page.getByLabel(/that end a session/).fill('60');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  await expect.poll(sessions).toBe(1);

  await open(page, `/w/${workspace}/settings/system`);
  const build = page.getByRole('button', { name: 'Build the index anew' });
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/index/rebuild'));
  await build.click();
  expect((await asked).status()).toBeLessThan(300);
  await expect(build).toBeEnabled({ timeout: 20_000 });
  await expect.poll(sessions).toBe(1);
});

test('should keep addresses from getting marketing', async ({ page, workspace }) => {
  const address = `never-${workspace}@example.org`;
  await open(page, `/w/${workspace}/settings/sending`);
  await expect(page.getByText('Quiet hours: is it night where the person lives?', { exact: false })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Suppressed addresses' }).click();
  await page.getByRole('button', { name: 'Add addresses' }).click();
  await page.getByLabel('Addresses', { exact: true }).fill(`${address}, nonsense`);
  await page.getByRole('button', { name: 'Add to the list' }).click();
  await expect(page.getByText('1 address added. No address in: 2 (nonsense).')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search for an address' }).fill(address);
  await page.getByRole('button', { name: `Take ${address} off the list` }).click();
  await page.getByRole('button', { name: 'Take off the list', exact: true }).click();
  await expect(page.getByText('Not on the list')).toBeVisible();
});

test('should make a user, delete the user after a question, and tell both in the audit log', async ({
  page,
  workspace,
}) => {
  const name = `Vera ${Date.now()}`;
  await open(page, `/w/${workspace}/settings/users`);
  await page.getByRole('button', { name: 'New user' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${Date.now()}@example.com`);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('One-time password')).toBeVisible();
  await page.getByRole('dialog').getByText('Close', { exact: true }).click();
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page.getByText('This cannot be undone.', { exact: false })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText(`${name} was deleted.`)).toBeVisible();
  await expect(page.getByRole('cell', { name })).toHaveCount(0);
  await open(page, `/w/${workspace}/settings/audit`);
  await expect(page.getByRole('row', { name: new RegExp(`Deleted a user .*${name}`) })).toBeVisible();
});
