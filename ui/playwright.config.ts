import { defineConfig } from '@playwright/test';

/** Runs against a server that somebody else started with the sample workspace; see README.md. */
export default defineConfig({
  testDir: 'e2e',
  // Generous: a slow machine is no failure.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // One more than two processors: tests also wait, for what is saved and for mails.
  workers: 3,
  // A folder of its own: Playwright empties test-results when it starts.
  reporter: [['list'], ['json', { outputFile: 'test-reports/playwright.json' }]],
  use: {
    baseURL: process.env.PERCORSO_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
