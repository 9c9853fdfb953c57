import { expect, open, test } from './fixtures';

test('should go from a funnel to the people lost in it and to the story of one', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/funnel`);
  const losses = page.getByRole('button', { name: /^[\d,]+ lost$/ });
  await losses.first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(/[\d,]+ (person|people)/)).toBeVisible();
  const first = drawer.getByRole('link').first();
  await first.click();
  await expect(page).toHaveURL(/\/people\//);
  await expect(page.getByRole('region', { name: 'Story' })).toBeVisible();
  await expect(page.getByText('Known as')).toBeVisible();
});

test('should count as many lost as the drawer lists', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/funnel`);
  const loss = page.getByRole('button', { name: /^[\d,]+ lost$/ }).last();
  const shown = (await loss.textContent())?.replace(/\D/g, '');
  await loss.click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/(person|people)$/)
      .first(),
  ).toHaveText(/\d/);
  const counted = await page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first()
    .textContent();
  expect(counted?.replace(/\D/g, '')).toBe(shown);
});

test('should carry the period from report to report and in the address', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('combobox', { name: 'Period', exact: true }).click();
  await page.getByRole('option', { name: 'Last 90 days' }).click();
  await expect(page).toHaveURL(/period=90d/);
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Retention' }).click();
  await expect(page).toHaveURL(/retention\?.*period=90d/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Period', exact: true })).toHaveValue('Last 90 days');
});

test('should show every chart as a table too', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('region', { name: 'Over time' }).getByRole('table');
  await expect(table.getByRole('row')).not.toHaveCount(1);
  await page.getByRole('button', { name: 'Journeys' }).click();
  await page.getByRole('menuitem', { name: 'Paths' }).click();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('columnheader', { name: 'Median time' })).toBeVisible();
});

test('should keep a saved report and find it again', async ({ page, workspace }) => {
  const name = `Kept ${Date.now()}`;
  await open(page, `/w/${workspace}/reports/retention`);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await open(page, `/w/${workspace}/reports`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await open(page, `/w/${workspace}/reports`);
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('should say how a figure is counted', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}`);
  await page.getByRole('button', { name: 'How is this counted?' }).first().click();
  await expect(page.getByText('Different people with at least one session')).toBeVisible();
});

test('should show the people behind a phase of the lifecycle', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/lifecycle?period=90d`);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const row = page.getByRole('region', { name: 'Active people' }).getByRole('row').nth(2);
  const returning = row.getByRole('button').first();
  const shown = (await returning.textContent())?.replace(/\D/g, '') ?? '';
  await returning.click();
  const said = page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first();
  await expect(said).toHaveText(/\d/);
  expect((await said.textContent())?.replace(/\D/g, '')).toBe(shown);
});
