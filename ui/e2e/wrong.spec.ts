import { expect, open, test } from './fixtures';

test('should say what is wrong with an import and keep what was typed', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/sources/imports`);
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'visits.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('customer,day\nanna,2026-03-01\n'),
  });
  await dialog.getByRole('button', { name: 'Look at the file' }).click();
  await page.getByRole('button', { name: 'As text' }).click();
  const mapping =
    'name: Store visits\nevents:\n  - name: Store Visited\n    person: { user: client }\n    time: { column: day }\n';
  await dialog.getByRole('textbox').fill(mapping);
  await dialog.getByRole('button', { name: 'Use this mapping' }).click();
  await expect(dialog.getByRole('alert')).toContainText("the field 'title' of the mapping must be a text");
  await expect(dialog.getByRole('textbox')).toHaveValue(mapping);
});

test('should refuse a second user with the same e-mail', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/settings/users`);
  await page.getByRole('button', { name: 'New user' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Second');
  await dialog.getByLabel('E-mail').fill('admin@percorso.local');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('admin@percorso.local');
});

test('should refuse a workspace whose short name is taken', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/settings`);
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: false }).first().fill('Another');
  await dialog.getByLabel(/Short name/).fill(workspace);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText(workspace);
});

test('should not change the password without the current one', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}`);
  await page.getByTitle('Your account').click();
  await page.getByRole('menuitem', { name: /password/i }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Current password/).fill('not-mine-at-all');
  await dialog.getByLabel(/^New password/).fill('a-new-long-password');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
});

for (const [what, path, button, label] of [
  ['source', 'sources', 'New source', 'Name'],
  ['API key', 'settings/api-keys', 'New API key', 'Name'],
] as const) {
  test(`should refuse a ${what} with a name that is too long`, async ({ page, workspace }) => {
    await open(page, `/w/${workspace}/${path}`);
    await page.getByRole('button', { name: button }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(label).fill('n'.repeat(300));
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await page.screenshot({ path: `/tmp/shots/wrong-${what.replace(' ', '')}.png` });
  });
}

test('should not save a segment without a name or with half a condition', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/people/segments/new`);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByLabel('Name').fill('Half');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('should not save stages without a name', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/settings/stages`);
  await page.getByLabel('Name').first().fill('');
  await expect(page.getByText('Give every stage a name.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save stages' })).toBeDisabled();
});

test('should turn a period round that was given upside down', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/funnel?period=custom&from=2026-05-10&to=2026-05-01`);
  await expect(page.getByText(/1 May 2026 – 10 May 2026/)).toBeVisible();
});

for (const [what, path, button] of [
  ['persona', 'maps/personas', 'New persona'],
  ['touchpoint', 'maps/touchpoints', 'New touchpoint'],
] as const) {
  test(`should not save a ${what} without a name`, async ({ page, workspace }) => {
    await open(page, `/w/${workspace}/${path}`);
    await page.getByRole('button', { name: button }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await expect(dialog).toBeVisible();
  });
}

test('should name the wrong lines of a file of spend and keep nothing of it', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/attribution`);
  await page.getByRole('button', { name: 'Enter spend' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'spend.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('label,from,to,amount\npaid search,2026-03-01,2026-03-31,lots\nemail,soon,2026-03-31,10\n'),
  });
  await dialog.getByRole('button', { name: 'Upload' }).click();
  await expect(dialog.getByRole('alert')).toContainText("'lots' in the column 'amount' is not an amount");
  await expect(dialog.getByRole('alert')).toContainText("'soon' in the column 'from' is not a day");
});

test('should refuse a note without a text and keep a dashboard its name', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/overview`);
  await page.getByRole('button', { name: 'Note something' }).first().click();
  const note = page.getByRole('dialog');
  await expect(note.getByRole('button', { name: 'Save' })).toBeDisabled();
  await note.getByRole('button', { name: 'Close' }).click();

  await open(page, `/w/${workspace}/dashboards`);
  await page.getByRole('button', { name: 'New dashboard' }).first().click();
  await page.getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('');
});

test('should refuse a question with a name that is too long', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/sql`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('n'.repeat(300));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('of 1 to 120 characters');
});

test.describe('in Italian', () => {
  test.use({ locale: 'it-IT', ownWindow: true });

  test('should say in the language of the page what is wrong', async ({ page, workspace }) => {
    await open(page, `/w/${workspace}/scheduled-reports`);
    await page.getByRole('button', { name: 'Nuovo report per e-mail' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Oggetto').fill('Ogni lunedì');
    await form.getByLabel('Che cosa').click();
    await page.getByRole('option', { name: 'Report' }).click();
    await form.getByRole('button', { name: 'Salva' }).click();
    const fault = form.getByRole('alert').last();
    await expect(fault).toContainText('non lo riceve nessuno; scegli almeno una persona');
    await expect(fault).toContainText('Qualcosa di ciò che hai inserito non va');
    await expect(form.getByLabel('Oggetto')).toHaveValue('Ogni lunedì');

    await open(page, `/w/${workspace}/alerts`);
    await page.getByRole('button', { name: 'Nuovo avviso' }).first().click();
    const alert = page.getByRole('dialog');
    await alert.getByRole('button', { name: 'Salva' }).click();
    await expect(alert.getByLabel('Nome')).toBeFocused();
  });
});
