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

type Setting = { locale: string; colorScheme: 'light' | 'dark'; width: number };

/**
 * Looks at every page in a setting: that nothing complains, and nothing is wider than the window. Each setting is a file
 * of tests of its own, so that they run side by side.
 */
export function everyPage({ locale, colorScheme, width }: Setting): void {
  // One window for all pages of a setting, as a person has: its cache is warm, and many new windows cost minutes.
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
}
