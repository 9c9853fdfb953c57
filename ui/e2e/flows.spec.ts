import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { flowTemplates, templateFlow } from '../src/features/flows/model/templates';
import { expect, open, overflow, seriousFindings, test } from './fixtures';

const saved = (page: Page) => expect(page.getByTestId('save-state')).toHaveText(/^\s*Saved$/);
const canvas = (page: Page) => page.getByRole('region', { name: 'Flow', exact: true });

async function startFlow(page: Page, workspace: string, template: string): Promise<void> {
  await open(page, `/w/${workspace}/flows/new`);
  await page.getByRole('button', { name: `Start with “${template}”` }).click();
  await expect(page.locator('[data-step="entry"]')).toBeVisible();
}

async function removeFlow(page: Page, workspace: string): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(`/w/${workspace}/flows`);
  const row = page.locator('tr', { has: page.locator(`a[href*="/flows/${id}"]`) });
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
}

/** The words of the templates, by key, as the interface has them. */
function words(language: string): (key: string) => string {
  const file = new URL(`../src/i18n/${language}/flowtemplates.json`, import.meta.url);
  const all = { flowtemplates: JSON.parse(readFileSync(file, 'utf8')) };
  return (key) => {
    const found = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], all);
    if (typeof found !== 'string') throw new Error(`no words for ${key}`);
    return found;
  };
}

test('should publish every template in both languages', async ({ page, workspace }) => {
  const { csrfToken } = await (await page.request.get('/api/session')).json();
  const headers = { 'X-CSRF-Token': csrfToken };
  const flows = `/api/workspaces/${workspace}/flows`;
  const pools = `/api/workspaces/${workspace}/coupon-pools`;
  const coupons = { name: `Templates ${Date.now()}`, pattern: '????-????', benefit: { kind: 'freeShipping' } };
  const { id: pool } = await (await page.request.post(pools, { headers, data: coupons })).json();
  const wrong: string[] = [];
  for (const language of ['en', 'it']) {
    for (const name of flowTemplates.filter((template) => template !== 'empty')) {
      const data = templateFlow(name, words(language), pool);
      const { id, problems } = await (await page.request.post(flows, { headers, data })).json();
      const published = await page.request.post(`${flows}/${id}/publish`, { headers });
      if (!published.ok()) wrong.push(`${language} ${name}: ${JSON.stringify(problems)}`);
      await page.request.delete(`${flows}/${id}`, { headers });
    }
  }
  await page.request.delete(`${pools}/${pool}`, { headers });
  expect(wrong).toEqual([]);
});

test('should show what each template does before one is chosen', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}/flows`);
  await page.getByRole('button', { name: 'New flow', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Steps of “Win back”' })).toContainText('We miss you');
  expect(await seriousFindings(page)).toEqual([]);
});

test('should build a flow, lead from a problem to its step, and publish', async ({ page, workspace, complaints }) => {
  await startFlow(page, workspace, 'Empty flow');
  await page.getByRole('button', { name: 'Add a step after “Entry”' }).click();
  await page.getByRole('menuitem', { name: 'Send an e-mail' }).click();
  await expect(canvas(page).locator('[data-type="email"]')).toBeVisible();
  await saved(page);
  await expect(page.getByText(/things? to do before publishing/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();

  await page.locator('[data-step="entry"]').click();
  const entry = page.getByTestId('entry-panel');
  await entry.getByLabel('Event', { exact: true }).first().fill('Order Completed');
  await saved(page);

  const problem = page.locator('details button', { hasText: 'Send an e-mail' }).first();
  await problem.click();
  const panel = page.getByTestId('step-panel');
  await expect(panel.getByText('Send an e-mail').first()).toBeVisible();
  await panel.getByRole('textbox', { name: 'Subject' }).fill('Thank you');
  await panel.getByLabel('Purpose').first().click();
  await page.getByRole('option', { name: 'Transactional' }).click();
  await panel.getByRole('button', { name: 'Edit the e-mail' }).click();
  await page.getByRole('textbox', { name: 'Content (HTML)' }).fill('<p>Your order is on its way.</p>');
  const preview = page.frameLocator('iframe[title="Preview of the e-mail"]');
  await expect(preview.getByText('Your order is on its way.')).toBeVisible();
  await page.keyboard.press('Escape');

  await saved(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await removeFlow(page, workspace);
  // The browser reports that the preview's frame may run no script, which is what we want.
  expect(complaints.filter((text) => !text.includes('about:srcdoc'))).toEqual([]);
});

test('should ask, branch and take the branch away again', async ({ page, workspace }) => {
  await startFlow(page, workspace, 'Abandoned cart');
  const steps = page.locator('[data-step]');
  const count = await steps.count();
  await page.getByRole('button', { name: 'Add a step after “Reminder”' }).click();
  await page.getByRole('menuitem', { name: 'Ask a question' }).click();
  await expect(steps).toHaveCount(count + 1);
  await expect(page.getByRole('button', { name: 'Add a step after “Ask a question”, Yes' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a step after “Ask a question”, No' })).toBeVisible();
  await page.locator('[data-type="condition"]').focus();
  await page.keyboard.press('Delete');
  await expect(steps).toHaveCount(count);
  await page.keyboard.press('Control+z');
  await expect(steps).toHaveCount(count + 1);
  await saved(page);
  await removeFlow(page, workspace);
});

test('should drag steps from the palette and from place to place', async ({ page, workspace }) => {
  await startFlow(page, workspace, 'Welcome');
  const steps = canvas(page).locator('[data-step]');
  const count = await steps.count();
  const plus = (name: string) => page.getByRole('button', { name: `Add a step after “${name}”`, exact: true });
  const drag = async (from: Locator, to: Locator) => {
    await from.hover();
    await page.mouse.down();
    const box = await to.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 24, { steps: 4 });
    await expect(to).toHaveAttribute('data-over', 'true');
    await page.mouse.up();
  };
  const palette = page.getByRole('navigation', { name: 'Steps to add' });
  await drag(palette.getByRole('button', { name: 'Set a trait' }), plus('Entry'));
  await expect(steps).toHaveCount(count + 1);
  await expect(steps.nth(1)).toContainText('Set a trait');
  await drag(steps.nth(1), plus('Welcome'));
  await expect(steps.nth(2)).toContainText('Set a trait');
  await page.keyboard.press('Control+z');
  await expect(steps.nth(1)).toContainText('Set a trait');
  await steps.nth(1).focus();
  await page.keyboard.press('Control+x');
  await expect(page.getByText('Press the plus sign where “Set a trait” shall go.')).toBeVisible();
  await plus('Welcome').press('Enter');
  await expect(steps.nth(2)).toContainText('Set a trait');
  await saved(page);
  await removeFlow(page, workspace);
});

test('should copy steps into another flow and choose a way', async ({ page, workspace }) => {
  await startFlow(page, workspace, 'Tips after the purchase');
  await page.locator('[data-step="tips"]').focus();
  await page.keyboard.press('Control+Shift+c');
  await expect(page.getByText('4 steps copied.', { exact: false })).toBeVisible();
  await removeFlow(page, workspace);
  await startFlow(page, workspace, 'Welcome');
  const steps = page.locator('[data-step]');
  const count = await steps.count();
  await page.getByRole('button', { name: 'Add a step after “Welcome”' }).click();
  await page.getByRole('menuitem', { name: 'Paste 4 steps' }).click();
  await expect(steps).toHaveCount(count + 3);
  await page.getByRole('button', { name: 'Add a step after “More tips”' }).click();
  await page.getByRole('menuitem', { name: 'This way: who went it, where it leads' }).click();
  const way = page.getByTestId('way-panel');
  await way.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Leaves the flow' }).click();
  await expect(way.getByText('From “More tips” to “End here”.')).toBeVisible();
  await saved(page);
  await removeFlow(page, workspace);
});

test('should try a flow on the past, for everybody and for one person', async ({ page, workspace }) => {
  await startFlow(page, workspace, 'Abandoned cart');
  await page.getByRole('button', { name: 'Try on the past' }).click();
  const panel = page.getByTestId('simulate-panel');
  await panel.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(panel.getByText('What would have happened')).toBeVisible();
  await expect(page.getByText(/these figures did not really happen/)).toBeVisible();
  await expect(canvas(page).locator('[data-step="remind"]')).toContainText(/passed/);
  await panel.locator('ul button').first().click();
  const way = page.getByRole('list', { name: 'The way, step by step' });
  await expect(way.getByText('because “Product Added” happened').first()).toBeVisible();
  await way.getByText('Read the message').first().click();
  await expect(
    page
      .frameLocator('iframe')
      .first()
      .getByText(/your cart|Help|Hello/i)
      .first(),
  ).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the live figures' }).click();
  await removeFlow(page, workspace);
});

test('should be a list of steps on a phone', async ({ page, workspace }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await startFlow(page, workspace, 'Welcome');
  await expect(page.getByRole('list', { name: 'Steps in order' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Add a step after “Entry”' }).click();
  await page.getByRole('menuitem', { name: 'Wait', exact: true }).click();
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await page.getByTestId('step-panel').getByRole('button', { name: 'Close' }).click();
  await saved(page);
  await removeFlow(page, workspace);
});

test('should show results, differences of versions, failures and comments of a flow', async ({ page, workspace }) => {
  const { csrfToken } = await (await page.request.get('/api/session')).json();
  const headers = { 'X-CSRF-Token': csrfToken };
  const flows = `/api/workspaces/${workspace}/flows`;
  const drawn = (step: object, more: object) => ({
    name: 'Two versions',
    definition: {
      entry: { type: 'event', match: { event: 'Nobody Does This' }, next: 'until' },
      reentry: 'never',
      goal: { event: 'Order Completed' },
      steps: [
        { id: 'until', type: 'waitUntilTime', next: 'end', ...step },
        { id: 'end', type: 'exit' },
      ],
      ...more,
    },
  });
  const first = drawn({ at: '09:00', days: ['tuesday'] }, {});
  const { id, revision } = await (await page.request.post(flows, { headers, data: first })).json();
  await page.request.post(`${flows}/${id}/publish`, { headers });
  const second = { ...drawn({ at: '10:30', days: ['monday'] }, { priority: 'high' }), revision };
  await page.request.put(`${flows}/${id}`, { headers, data: second });
  await page.request.post(`${flows}/${id}/publish`, { headers });
  const accessible = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
    }
  };

  await open(page, `/w/${workspace}/flows/${id}?step=until`);
  const panel = page.getByTestId('step-panel');
  await expect(panel.getByText('Wait until Monday 10:30 in the person’s time zone')).toBeVisible();
  await panel.getByLabel('New comment').fill('Why not at nine?');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(canvas(page).getByRole('img', { name: '1 open comment' })).toBeVisible();

  const tab = (name: string) => page.getByRole('navigation', { name: 'Pages of the flow' }).getByText(name);
  await tab('Results').click();
  await expect(page.getByRole('row', { name: /Went through the flow/ })).toBeVisible();
  await accessible();
  await tab('Failures').click();
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
  await accessible();
  await tab('Versions').click();
  await page.getByRole('combobox', { name: 'Compare with' }).last().click();
  await page.getByRole('option', { name: 'Version 2' }).click();
  const changes = page.getByRole('list', { name: 'What changed' });
  await expect(changes).toContainText('Time of day: 9:00 → 10:30');
  await expect(changes).toContainText('On these days: Tuesday → Monday');
  await expect(changes).toContainText('normal → high');
  await accessible();
  await page.getByRole('button', { name: 'Bring back as the draft' }).last().click();
  await expect(page.getByText('The draft is version 1 again.')).toBeVisible();
  await page.request.delete(`${flows}/${id}`, { headers });
});

for (const scheme of ['light', 'dark'] as const) {
  test(`should have no serious accessibility findings on a flow, ${scheme}`, async ({ page, workspace }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await startFlow(page, workspace, 'Abandoned cart');
    await page.locator('[data-type="email"]').first().click();
    await expect(page.getByTestId('step-panel')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await removeFlow(page, workspace);
  });
}
