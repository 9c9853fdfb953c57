// What the measurements in a browser share: Chromium without a graphics card, signed in to the server of PERCORSO_URL.
import process from 'node:process';
import { chromium } from '@playwright/test';

const base = process.env.PERCORSO_URL ?? 'http://127.0.0.1:8080';

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 } });
export const page = await context.newPage();
export const failures = [];
page.on('pageerror', (error) => failures.push(error.message));

const signIn = await page.request.post('/api/session', {
  data: { email: process.env.PERCORSO_USER, password: process.env.PERCORSO_PASSWORD },
});
if (!signIn.ok()) throw new Error(`sign-in answered ${signIn.status()}: set PERCORSO_USER and PERCORSO_PASSWORD`);
const session = await (await page.request.get('/api/session')).json();
export const headers = { 'X-CSRF-Token': session.csrfToken };
export const workspace = (session.workspaces.find(({ simulated }) => simulated) ?? session.workspaces[0]).id;

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
export const told = (values) =>
  `median ${at(values, 0.5).toFixed(0)} ms, 95 % ${at(values, 0.95).toFixed(0)} ms, longest ${Math.max(0, ...values).toFixed(0)} ms`;

/** Times between frames while something goes on. */
export async function frames(work) {
  await page.evaluate(() => {
    const times = [];
    let last = performance.now();
    window.benchFrames = times;
    window.benchOn = true;
    const next = (now) => {
      times.push(now - last);
      last = now;
      if (window.benchOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await work();
  return page.evaluate(() => {
    window.benchOn = false;
    return window.benchFrames.slice(1);
  });
}
