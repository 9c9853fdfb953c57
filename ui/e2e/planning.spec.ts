import { expect, open, overflow, seriousFindings, test } from './fixtures';

/** A picture of one pixel. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('should give a persona a face and show what its people do', async ({ page, workspace, complaints }) => {
  await open(page, `/w/${workspace}/maps/personas`);
  await page
    .getByRole('link', { name: /Chiara/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chiara' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Chiara' });
  await form.locator('input[type=file]').setInputFiles({
    name: 'face.png',
    mimeType: 'image/png',
    buffer: Buffer.from(dot, 'base64'),
  });
  await expect(form.getByRole('button', { name: 'Without a picture' })).toBeVisible();
  await form.getByRole('button', { name: 'Save' }).click();
  const face = page.getByRole('region', { name: 'In your words' }).locator('img');
  await expect(face).toBeVisible();
  expect(await face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  await expect(page.getByRole('region', { name: 'In which stages they are' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Patterns of Chiara' }).getByRole('listitem').first()).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  await open(page, `/w/${workspace}/maps/personas/matrix`);
  await page.getByRole('table').getByRole('button').first().click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/people/)
      .first(),
  ).toBeVisible();
  expect(complaints).toEqual([]);
});

test('should compare touchpoints and add one that is missing', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/maps/touchpoints`);
  await expect(page.getByRole('region', { name: 'How well each works' }).first()).toContainText('People choose');
  const missing = page.getByRole('region', { name: 'Missing from the catalogue' });
  const before = await missing.getByRole('listitem').count();
  const add = missing.getByRole('button').filter({ hasText: 'Add' }).first();
  const name = (await add.getAttribute('aria-label'))?.replace('Add ', '') ?? '';
  await add.click();
  await expect(missing.getByRole('listitem')).toHaveCount(before - 1);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(missing.getByRole('listitem')).toHaveCount(before);
  expect(await seriousFindings(page)).toEqual([]);
});

test('should score an opportunity in the backlog and bring back a deleted map', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/maps/opportunities`);
  const matrix = page.getByRole('region', { name: 'Value against effort' });
  const dot = matrix.getByRole('button').first();
  const title = ((await dot.getAttribute('aria-label')) ?? '').split(':')[0]?.replace(/^\d+\. /, '') ?? '';
  await dot.click();
  const form = page.getByRole('dialog');
  const effort = form.getByRole('textbox', { name: 'Effort' });
  const before = await effort.inputValue();
  const after = before === '5' ? '4' : '5';
  await effort.fill(after);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(matrix.getByRole('button', { name: new RegExp(`effort ${after}$`) }).first()).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await matrix.getByRole('button', { name: title }).first().click();
  await effort.fill(before);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();

  await open(page, `/w/${workspace}/maps`);
  const tile = page.getByRole('listitem').filter({ hasText: 'How people buy a laptop' });
  await expect(tile.getByText('Draft')).toBeVisible();
  const address = await tile.getByRole('link').getAttribute('href');
  await tile.getByRole('button', { name: /More/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(tile).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tile.getByRole('link')).toHaveAttribute('href', address ?? '');
});
