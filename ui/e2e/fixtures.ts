import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export const credentials = {
  email: process.env.PERCORSO_USER ?? '',
  password: process.env.PERCORSO_PASSWORD ?? '',
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Session = { csrfToken: string; workspaces: { id: string; simulated: boolean }[] };
type Fixtures = { ownWindow: boolean; workspace: string; complaints: string[] };
type WorkerFixtures = {
  cookies: Awaited<ReturnType<APIRequestContext['storageState']>>['cookies'];
  sample: string;
  sharedContext: BrowserContext;
};

/**
 * Signed in once per worker; every test gets the sample workspace and a list of what the browser complained about. Tests
 * share one browser profile, as the pages of a person do: its cache is warm. `test.use({ ownWindow: true })` gives a test a
 * profile of its own, for another language or a visitor who was never here.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  ownWindow: [false, { option: true }],
  cookies: [
    async ({ playwright }, use, worker) => {
      const request = await playwright.request.newContext({ baseURL: worker.project.use.baseURL });
      const answer = await request.post('/api/session', { data: credentials });
      expect(answer.ok(), `sign-in as PERCORSO_USER failed: ${answer.status()}`).toBe(true);
      const state = await request.storageState();
      await request.dispose();
      await use(state.cookies);
    },
    { scope: 'worker' },
  ],
  sample: [
    async ({ playwright, cookies }, use, worker) => {
      const request = await playwright.request.newContext({
        baseURL: worker.project.use.baseURL,
        storageState: { cookies, origins: [] },
      });
      const session = (await (await request.get('/api/session')).json()) as Session;
      await request.dispose();
      const sample = session.workspaces.find((workspace) => workspace.simulated) ?? session.workspaces[0];
      if (sample === undefined) throw new Error('The server under test has no workspace with sample data.');
      await use(sample.id);
    },
    { scope: 'worker' },
  ],
  sharedContext: [
    async ({ browser, cookies }, use, worker) => {
      const { baseURL, locale } = worker.project.use;
      const context = await browser.newContext({ baseURL, locale });
      await context.addCookies(cookies);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ context, ownWindow, sharedContext }, use) => {
    const page = await (ownWindow ? context : sharedContext).newPage();
    await use(page);
    await page.evaluate(() => localStorage.clear()).catch(() => undefined);
    await page.close();
  },
  workspace: async ({ context, cookies, sample }, use) => {
    await context.addCookies(cookies);
    await use(sample);
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    listen(page, complaints);
    await use(complaints);
  },
});

export { expect };

/** Adds to the list whatever the page's console calls an error. */
export function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

/** Opens a page of the workspace and waits until it has stopped loading. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Serious and critical findings of axe on the page as it stands, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window without types
    const result = await (window as any).axe.run(document, { resultTypes: ['violations'] });
    return result.violations
      .filter((found: { impact: string }) => found.impact === 'serious' || found.impact === 'critical')
      .map(
        (found: { id: string; nodes: { target: string[] }[] }) =>
          `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      );
  });
}

export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
