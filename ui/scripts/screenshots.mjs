// Takes the manual's pictures from a server with the sample shop: PERCORSO_URL, PERCORSO_USER, PERCORSO_PASSWORD.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const url = process.env.PERCORSO_URL ?? 'http://127.0.0.1:8080';
const folder = fileURLToPath(new URL('../../docs/images/reports/', import.meta.url));
const reports = [
  'overview',
  'live',
  'events',
  'pages',
  'acquisition',
  'funnel',
  'paths',
  'process',
  'retention',
  'lifecycle',
  'stickiness',
  'cohorts',
  'together',
  'stages',
  'commerce',
  'attribution',
  'sql',
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage({
  viewport: { width: 1280, height: 900 },
  locale: 'en-GB',
  reducedMotion: 'reduce',
});
await page.goto(`${url}/login`);
await page.getByLabel('E-mail').fill(process.env.PERCORSO_USER ?? 'admin@percorso.local');
await page.getByLabel(/^Password/).fill(process.env.PERCORSO_PASSWORD ?? '');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.waitForURL(/\/w\//);
const workspace = page.url().match(/\/w\/([^/?]+)/)?.[1];
for (const report of reports) {
  await page.goto(`${url}/w/${workspace}/reports/${report}`);
  await page.waitForLoadState('networkidle');
  if (report === 'sql') await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}${report}.png` });
}
await browser.close();
