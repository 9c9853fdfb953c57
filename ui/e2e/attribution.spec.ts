import { expect, open, test } from './fixtures';

test('should give away the same total by every model and show who converted', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/attribution?period=90d`);
  const rows = page.getByRole('region', { name: 'Attribution' }).getByRole('row');
  const cells = await rows.evaluateAll((all) =>
    all
      .slice(1)
      .map((row) =>
        [...row.querySelectorAll('td')].slice(2).map((td) => Number(td.textContent.replace(/[^\d.]/g, ''))),
      ),
  );
  const totals = cells[0]?.map((_, model) => cells.reduce((sum, row) => sum + (row[model] ?? 0), 0)) ?? [];
  expect(totals).toHaveLength(8);
  for (const total of totals) expect(Math.abs(total - (totals[0] ?? 0))).toBeLessThan(1);
  const people = rows.nth(1).getByRole('button').first();
  const shown = (await people.textContent())?.replace(/\D/g, '');
  await people.click();
  const said = page
    .getByRole('dialog')
    .getByText(/(person|people)$/)
    .first();
  await expect(said).toHaveText(/\d/);
  expect((await said.textContent())?.replace(/\D/g, '')).toBe(shown);
});

test('should explain every wrong line of a spend file', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/reports/attribution`);
  await page.getByRole('button', { name: 'Enter spend' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'spend.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('label,from,to,amount\nradio,2026-01-01,2026-01-31,x\nradio,2026-01-01,31.1.2026,5\n'),
  });
  await page.getByRole('button', { name: 'Upload' }).click();
  const wrong = page.getByRole('alert');
  await expect(wrong.getByText(/line 2: 'x' in the column 'amount'/)).toBeVisible();
  await expect(wrong.getByText(/line 3: '31.1.2026' in the column 'to'/)).toBeVisible();
});
