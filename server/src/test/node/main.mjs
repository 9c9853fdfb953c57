// Runs all SDKs at once against the server, each through a line that fails first. Reads from its input
// {url, chromium, keys: {name: writeKey}}; ends at the end of its input, and prints what happened.
import { browse } from './browsers.mjs';
import { proxyTo } from './proxy.mjs';
import * as servers from './servers.mjs';

let input = '';
process.stdin.setEncoding('utf8');
const ended = new Promise((end) => process.stdin.on('end', end));
const asked = await new Promise((read) =>
  process.stdin.on('data', (text) => {
    input += text;
    if (input.endsWith('\n')) read(JSON.parse(input));
  }),
);

const failures = {
  segment: ['busy', 'lost', 'down'],
  rudderstack: ['busy', 'lost', 'down'],
  posthog: ['busy', 'lost', 'down'],
  amplitudeServer: ['busy', 'lost', 'down'],
  mixpanel: ['busy', 'lost', 'down'],
  matomo: [],
};
const errors = [];
process.on('unhandledRejection', (error) => errors.push(`unhandled: ${error?.stack ?? error}`));
const lineTo = {};
const running = Object.entries(failures).map(async ([name, first]) => {
  lineTo[name] = await proxyTo(asked.url, first);
  await servers[name](lineTo[name].url, asked.keys[name]).catch((error) => errors.push(`${name}: ${error.stack}`));
});
let browser = { complaints: [], close: async () => {} };
if (asked.chromium) {
  const targets = {};
  for (const kind of ['segment', 'posthog', 'mixpanel', 'rudderstack']) {
    const name = `${kind}Browser`;
    lineTo[name] = await proxyTo(asked.url, ['lost']);
    targets[kind] = { url: lineTo[name].url, key: asked.keys[name] };
  }
  browser = await browse(asked.chromium, targets);
}
await Promise.all(running);
await ended;
await browser.close();
const calls = Object.fromEntries(Object.entries(lineTo).map(([name, line]) => [name, line.calls]));
console.log(JSON.stringify({ errors: [...errors, ...browser.complaints], calls }));
process.exit(0);
