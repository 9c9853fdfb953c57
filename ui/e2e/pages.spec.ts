import type { Page } from '@playwright/test';
import { expect, listen, open, overflow, seriousFindings, test } from './fixtures';

const pages = [
  '',
  '/reports',
  '/reports/overview',
  '/reports/events',
  '/reports/funnel',
  '/reports/paths',
  '/reports/retention',
  '/reports/commerce',
  '/reports/live',
  '/reports/pages',
  '/reports/acquisition',
  '/reports/lifecycle',
  '/reports/stickiness',
  '/reports/cohorts',
  '/reports/together',
  '/reports/attribution',
  '/reports/process',
  '/reports/surveys',
  '/reports/sql',
  '/reports/stages',
  '/dashboards',
  '/alerts',
  '/scheduled-reports',
  '/people',
  '/people/segments',
  '/people/segments/new',
  '/people/companies',
  '/people/loyalty',
  '/people/loyalty/points',
  '/maps',
  '/maps/personas',
  '/maps/touchpoints',
  '/maps/discover',
  '/maps/opportunities',
  '/maps/content',
  '/maps/atlas',
  '/surveys',
  '/flows',
  '/messages',
  '/messages/templates',
  '/messages/brand',
  '/sources',
  '/sources/imports',
  '/sources/refused',
  '/settings',
  '/settings/stages',
  '/settings/consent',
  '/settings/consent/ledger',
  '/settings/consent/words',
  '/settings/consent/banner',
  '/settings/users',
  '/settings/api-keys',
  '/settings/system',
];

const settings = [
  { name: 'English, light, 1440 px', locale: 'en-GB', colorScheme: 'light', width: 1440 },
  { name: 'Italian, dark, 360 px', locale: 'it-IT', colorScheme: 'dark', width: 360 },
] as const;

for (const { name, locale, colorScheme, width } of settings) {
  test.describe(name, () => {
    // One window for all pages of a setting, as a person has: its cache is warm, and 72 new windows cost minutes.
    let page: Page;
    const complaints: string[] = [];

    test.beforeAll(async ({ browser, cookies }) => {
      const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 900 } });
      await context.addCookies(cookies);
      page = await context.newPage();
      listen(page, complaints);
    });

    test.afterAll(async () => page.context().close());

    for (const path of pages) {
      test(`should show ${path || '/home'} without complaint`, async ({ sample }) => {
        complaints.length = 0;
        await open(page, `/w/${sample}${path}`);
        await expect(page.getByRole('alert')).toHaveCount(0);
        expect(await seriousFindings(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        expect(complaints).toEqual([]);
      });
    }
  });
}

test('should say that sample data is simulated', async ({ page, workspace }) => {
  await open(page, `/w/${workspace}`);
  await expect(page.getByRole('note')).toContainText('Simulated data');
});

test('should help out of a wrong address', async ({ page, workspace }) => {
  await page.goto(`/w/${workspace}/nowhere`);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page).toHaveURL(/\/w\//);
});
