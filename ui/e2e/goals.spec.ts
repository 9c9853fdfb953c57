import { expect, open, overflow, seriousFindings, test } from './fixtures';

/** A day so many days from now. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('should set a goal, see its pace, its people and the owner’s card, and be told', async ({
  page,
  workspace,
  complaints,
}) => {
  // Of its own, so that what a failed run left behind is not taken for it.
  const goal = `A thousand orders ${Date.now()}`;
  await open(page, `/w/${workspace}/maps/goals`);
  await page.getByRole('button', { name: 'New goal' }).first().click();
  const form = page.getByRole('dialog', { name: 'New goal' });
  await form.getByRole('textbox', { name: 'Name' }).fill(goal);
  await form.getByRole('combobox', { name: 'Figure' }).click();
  await page.getByRole('option', { name: 'Conversions' }).click();
  await form.getByRole('textbox', { name: 'Target' }).fill('100000');
  await form.getByLabel('First day').fill(day(-30));
  await form.getByLabel('Last day').fill(day(300));
  await form.getByRole('combobox', { name: 'Owner' }).fill('Grazia');
  await form.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('listitem').filter({ hasText: goal }).first();
  await expect(row.getByText('behind', { exact: true })).toBeVisible();
  await expect(row.getByText('target: at least 100,000')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Scorecard by owner' }).getByText('Grazia')).toBeVisible();
  await row.getByRole('button', { name: `Draw the way of ${goal}` }).click();
  await expect(row.getByRole('img', { name: `Way of the goal ${goal}` })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await row.getByTitle('See the people').click();
  await expect(
    page
      .getByRole('dialog', { name: goal })
      .getByText(/people/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  // The owner's card opens the same people, and narrows the list to what they answer for.
  const card = page
    .getByRole('region', { name: 'Scorecard by owner' })
    .getByRole('listitem')
    .filter({ hasText: 'Grazia' });
  await card.first().getByTitle('See the people').first().click();
  await expect(page.getByRole('dialog', { name: goal })).toBeVisible();
  await page.keyboard.press('Escape');
  await card
    .first()
    .getByRole('link', { name: /on track or reached/ })
    .click();
  await expect(page.getByText('Only the goals of Grazia.')).toBeVisible();
  await expect(row).toBeVisible();

  await row.getByRole('button', { name: 'Tell me when it falls behind' }).click();
  await expect(row.getByRole('link', { name: new RegExp(`${goal}: pace`) })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  await row.getByRole('button', { name: `Edit ${goal}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`“${goal}” is deleted.`)).toBeVisible();
  await open(page, `/w/${workspace}/alerts`);
  await page.getByRole('button', { name: `Delete ${goal}: pace` }).click();
  await expect(page.getByText(`${goal}: pace is deleted.`)).toBeVisible();
  expect(complaints).toEqual([]);
});
