// Takes the manual's pictures from a server with the sample shop: PERCORSO_URL, PERCORSO_USER, PERCORSO_PASSWORD.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { smallPng } from './palette.mjs';

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
  'surveys',
  'sql',
];
/** Names of pictures and the pages that they show. */
const pictures = [...reports.map((report) => [report, `reports/${report}`]), ['segments', 'people/segments']];

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
/** Not a page of the product, whose rules for content would forbid it to look at pictures. */
const reader = await browser.newPage();
await page.goto(`${url}/login`);
await page.getByLabel('E-mail').fill(process.env.PERCORSO_USER ?? 'admin@percorso.local');
await page.getByLabel(/^Password/).fill(process.env.PERCORSO_PASSWORD ?? '');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.waitForURL(/\/w\//);
const workspace = page.url().match(/\/w\/([^/?]+)/)?.[1];
for (const [name, path] of pictures) {
  await page.goto(`${url}/w/${workspace}/${path}`);
  await page.waitForLoadState('networkidle');
  if (name === 'sql') await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(800);
  const shot = await page.screenshot();
  const { width, height, pixels } = await reader.evaluate(pixelsOf, shot.toString('base64'));
  writeFileSync(`${folder}${name}.png`, smallPng(width, height, Buffer.from(pixels, 'latin1')));
}
await browser.close();

/** In the browser, which can read pictures; a text of one letter for each byte comes back quickly. */
async function pixelsOf(picture) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const parts = [];
  for (let at = 0; at < data.length; at += 32768) {
    parts.push(String.fromCharCode(...data.subarray(at, at + 32768)));
  }
  return { width: image.width, height: image.height, pixels: parts.join('') };
}
