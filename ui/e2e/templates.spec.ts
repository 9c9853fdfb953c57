import { expect, open, overflow, seriousFindings, test } from './fixtures';

test('should put a mail together by keyboard, preview it, mend it, save it and take it away', async ({
  page,
  workspace,
  complaints,
}) => {
  const name = `Spring ${Date.now()}`;
  await open(page, `/w/${workspace}/messages/templates`);
  await page.getByRole('button', { name: 'New template' }).first().click();
  await page.getByRole('menuitem', { name: /^Blocks/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Subject' }).fill('LAST CHANCE!!');

  for (const kind of ['Heading', 'Text', 'Button']) {
    await page.getByRole('button', { name: 'Add a block' }).first().click();
    await page.getByRole('menuitem', { name: kind, exact: true }).click();
  }
  const heading = page
    .getByTestId('block-heading')
    .getByRole('button', { name: /^Heading/ })
    .first();
  await heading.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText('Heading: place 2 of 3')).toBeAttached();
  await page.keyboard.press('Alt+ArrowUp');

  await page.getByTestId('block-text').getByRole('button', { name: /^Text/ }).first().click();
  await page.getByTestId('block-text').getByRole('button', { name: 'Personal value' }).click();
  await page.getByRole('textbox', { name: 'When it is not known' }).fill('dear reader');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const mail = page.frameLocator('iframe');
  await expect(mail.getByText('Anna')).toBeVisible();
  await expect(mail.getByRole('heading', { name: 'A heading' })).toBeVisible();

  const loud = page.getByTestId('finding-loudSubject');
  await loud.getByRole('button', { name: 'Mend it' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Last chance!');
  await page.getByTestId('finding-noUnsubscribe').getByRole('button', { name: 'Mend it' }).click();
  await expect(mail.getByRole('link', { name: 'Unsubscribe' })).toBeVisible();
  await expect(loud).toHaveCount(0);
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Versions' }).click();
  await expect(page.getByRole('dialog').getByText('Version 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('link', { name: 'Templates' }).first().click();
  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText(`“${name}” was deleted.`)).toBeVisible();
  expect(complaints).toEqual([]);
});
