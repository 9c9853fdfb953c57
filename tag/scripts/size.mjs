// Prints what a visitor downloads, and fails when it is more than was promised.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 12 * 1024;
const file = new URL('../dist/percorso.js', import.meta.url);
const size = gzipSync(readFileSync(file), { level: 9 }).length;
console.log(`percorso.js: ${size} bytes gzip of ${LIMIT_BYTES} allowed`);
if (size > LIMIT_BYTES) {
  process.exitCode = 1;
}
