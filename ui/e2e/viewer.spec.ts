import { expect, open, test } from './fixtures';

const pages = [
  '',
  '/reports',
  '/reports/overview',
  '/reports/attribution',
  '/reports/sql',
  '/dashboards',
  '/alerts',
  '/scheduled-reports',
  '/people',
  '/people/segments',
  '/maps',
  '/maps/personas',
  '/maps/touchpoints',
  '/flows',
  '/messages',
  '/sources',
  '/sources/imports',
  '/settings',
  '/settings/stages',
  '/settings/users',
  '/settings/api-keys',
  '/settings/system',
];

/** What only those are offered who may change something. */
const editing = /^(New |Save(?! as)|Delete|Add$|Arrange|Import a file|Note something|Revoke|Publish|Pause|Stop)/;

test('should offer a viewer nothing that the server would refuse', async ({ page, workspace, browser }) => {
  test.setTimeout(240_000);
  await open(page, `/w/${workspace}`);
  const session = await (await page.request.get('/api/session')).json();
  const made = await page.request.post('/api/users', {
    data: { email: `viewer-${Date.now()}@example.com`, name: 'Vera', role: 'viewer' },
    headers: { 'X-CSRF-Token': session.csrfToken },
  });
  const { email, oneTimePassword } = await made.json();
  const maps = await (await page.request.get(`/api/workspaces/${workspace}/maps`)).json();
  const flows = await (await page.request.get(`/api/workspaces/${workspace}/flows`)).json();

  const context = await browser.newContext({ locale: 'en-GB' });
  const viewer = await context.newPage();
  const signedIn = await viewer.request.post('/api/session', { data: { email, password: oneTimePassword } });
  const { csrfToken } = await signedIn.json();
  await viewer.request.put('/api/session/password', {
    data: { current: oneTimePassword, replacement: 'a-password-of-her-own' },
    headers: { 'X-CSRF-Token': csrfToken },
  });
  const refused: string[] = [];
  viewer.on('response', (answer) => {
    if (answer.status() === 403) refused.push(`${answer.request().method()} ${answer.url()}`);
  });
  const own = [...(maps[0] ? [`/maps/${maps[0].id}`] : []), ...(flows[0] ? [`/flows/${flows[0].id}`] : [])];
  for (const path of [...pages, ...own]) {
    await open(viewer, `/w/${workspace}${path}`);
    const offered = await viewer
      .getByRole('main')
      .getByRole('button')
      .evaluateAll((list) =>
        list
          .filter((one) => !(one as HTMLButtonElement).matches(':disabled'))
          .map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
      );
    expect(
      offered.filter((name) => editing.test(name.trim())),
      path || '/home',
    ).toEqual([]);
  }
  await open(viewer, `/w/${workspace}/settings/users`);
  await expect(viewer.getByText('Not for your role')).toBeVisible();
  const dashboards = await (await page.request.get(`/api/workspaces/${workspace}/dashboards`)).json();
  const linked = await page.request.post(`/api/workspaces/${workspace}/share-links`, {
    data: { kind: 'dashboard', target: dashboards[0].id, days: 7, period: '28d' },
    headers: { 'X-CSRF-Token': session.csrfToken },
  });
  const { token } = await linked.json();
  await open(viewer, `/w/${workspace}/dashboards/${dashboards[0].id}`);
  await viewer.getByRole('button', { name: 'Public links' }).click();
  const links = viewer.getByRole('dialog');
  await expect(links.getByRole('cell', { name: `…${token.slice(-4)}` })).toBeVisible();
  await expect(links.getByRole('button')).toHaveCount(1);
  await expect(links.getByRole('button', { name: 'Close' })).toBeVisible();
  expect(refused).toEqual([]);
  await context.close();
});
