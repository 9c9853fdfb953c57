import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Collector } from './collector';
import { endPage, forgetVisitor, visit } from './site';

const LIMIT_BYTES = 12 * 1024;

async function bundle(): Promise<string> {
  const built = await build({ logLevel: 'silent', build: { write: false } });
  const outputs = Array.isArray(built) ? built : [built];
  const first = outputs[0];
  const file = first !== undefined && 'output' in first ? first.output[0] : undefined;
  return file?.code ?? '';
}

let collector: Collector;

beforeEach(async () => {
  collector = await Collector.start();
  visit('/');
  forgetVisitor();
});

afterEach(async () => {
  endPage();
  await collector.stop();
});

test('should be one small file that works from one script line, once', async () => {
  const code = await bundle();
  const size = gzipSync(code, { level: 9 }).length;
  const script = document.createElement('script');
  script.dataset.writeKey = 'wk_1';
  script.dataset.host = `${collector.host}/`;
  script.dataset.consent = 'elsewhere';
  document.body.append(script);
  window.percorso = [['track', 'Queued']];

  new Function(code)();
  new Function(code)();
  const batch = await collector.next();

  console.log(`percorso.js: ${size} bytes gzip of ${LIMIT_BYTES} allowed`);
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThanOrEqual(LIMIT_BYTES);
  expect(batch.writeKey).toBe('wk_1');
  expect(batch.batch.map((event) => event.event ?? event.type)).toEqual(['page', 'Queued']);
});
