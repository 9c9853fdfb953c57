// Adds up what a first visit loads (entry, its static imports, their styles, one font, one language) and fails over the limit.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 350_000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const files = new Set(['index.html', 'scheme.js']);

function collect(key) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const imported of chunk.imports ?? []) collect(imported);
}

collect('index.html');
const firstPages = ['src/i18n/en.ts', 'src/features/home/HomePage.tsx'];
for (const key of firstPages) if (manifest[key]) collect(key);
const font = readdirSync(new URL('assets/', dist)).find((name) => /^inter-latin-wght-normal.*\.woff2$/.test(name));
if (font) files.add(`assets/${font}`);

let total = 0;
const rows = [...files].map((file) => {
  const bytes = readFileSync(new URL(file, dist));
  const size = file.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  total += size;
  return [file, size];
});
rows.sort((a, b) => b[1] - a[1]);
for (const [file, size] of rows) console.log(`${String(size).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  first load, gzip (limit ${limit})`);
if (total > limit) {
  console.error(`The first load is ${total - limit} bytes over the limit.`);
  process.exit(1);
}
