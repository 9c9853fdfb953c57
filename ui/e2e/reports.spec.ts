import { expect, open, seriousFindings, test } from './fixtures';

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

  await page.getByRole('button', { name: 'Why (not) a message?' }).click();
  const why = page.getByRole('dialog', { name: /did, or did not, get a message/ });
  await why.getByRole('combobox', { name: 'Flow or campaign' }).click();
  await page.getByRole('option', { name: 'Abandoned cart', exact: true }).click();
  await expect(why.getByText(/^(Never entered|Entered on)/).first()).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
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

test('should let people go on without an optional step, and follow the conversion by date of entry', async ({
  page,
  workspace,
}) => {
  await open(page, `/w/${workspace}/reports/funnel`);
  const losses = page.getByRole('button', { name: /^[\d,]+ lost$/ });
  const before = await losses.count();
  await page.getByRole('button', { name: 'More for step 2' }).click();
  await page.getByRole('menuitem', { name: 'Make the step optional' }).click();
  await expect(losses).toHaveCount(before - 1);
  await expect(page.getByText(/come by here/)).toBeVisible();

  const trend = page.getByRole('region', { name: 'Conversion by date of entry' });
  await trend.getByRole('combobox', { name: 'Cut by' }).click();
  await page.getByRole('option', { name: 'By week' }).click();
  await trend.getByRole('button', { name: 'Show as table' }).click();
  // The days stand there until the weeks have come: four or five rows under a header.
  await expect.poll(() => trend.getByRole('row').count()).toBeLessThan(8);
  await expect.poll(() => trend.getByRole('row').count()).toBeGreaterThan(4);
  const entered = trend.getByRole('row').nth(1).getByRole('button').first();
  const shown = (await entered.textContent())?.replace(/\D/g, '') ?? '';
  await entered.click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/(person|people)$/)
      .first(),
  ).toHaveText(new RegExp(`^${Number(shown).toLocaleString('en')} `));
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

test('should take a report along as a file', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/acquisition`);
  await page.getByRole('button', { name: 'Share and export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^acquisition-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as picture' }).click(),
  ]);
  expect(picture.suggestedFilename()).toMatch(/\.png$/);
});

test('should narrow a report to events with a property, in the address', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  const visitors = page.getByRole('button', { name: /^Visitors [\d,]+: see/i });
  const before = await visitors.textContent();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('combobox', { name: 'Property' }).fill('chan');
  await page.getByRole('option', { name: 'channel', exact: true }).click();
  await page.getByRole('combobox', { name: 'Value' }).fill('ema');
  await page.getByRole('option', { name: 'email', exact: true }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/where=/);
  await expect(visitors).not.toHaveText(before ?? '');
  const narrowed = await visitors.textContent();
  await page.reload();
  await expect(visitors).toHaveText(narrowed ?? '');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(visitors).toHaveText(before ?? '');
});

test('should keep a note on a chart and delete it', async ({ page, workspace }) => {
  const text = `Sale ${Date.now()}`;
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('button', { name: 'Note something' }).click();
  await page.getByRole('textbox', { name: 'What happened' }).fill(text);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const notes = page.getByRole('list', { name: 'Notes' });
  await expect(notes).toContainText(text);
  await open(page, `/w/${workspace}/reports/stages`);
  await notes.getByRole('button', { name: new RegExp(text) }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(text)).toHaveCount(0);
});

test('should follow people from stage to stage', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/stages?period=90d`);
  const moves = page.getByRole('region', { name: 'Moves between stages' }).last();
  const first = moves.getByRole('button').first();
  const shown = (await first.textContent())?.replace(/\D/g, '') ?? '';
  await first.click();
  const said = page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first();
  await expect(said).toHaveText(/\d/);
  expect((await said.textContent())?.replace(/\D/g, '')).toBe(shown);
});
