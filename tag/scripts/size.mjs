// Prints what a visitor downloads, and fails when it is more than was promised: what one script line brings in all.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 12 * 1024;
const sizeOf = (name) => {
  const size = gzipSync(readFileSync(new URL(`../dist/${name}`, import.meta.url)), { level: 9 }).length;
  console.log(`${name}: ${size} bytes gzip`);
  return size;
};
const sizes = ['percorso.js', 'percorso-consent.js'].map(sizeOf);
// Loaded only on sites with a survey, a message or push messages for visitors who agreed, or with a form.
['percorso-survey.js', 'percorso-messages.js', 'percorso-push.js', 'percorso-sw.js', 'percorso-forms.js'].forEach(
  sizeOf,
);
const all = sizes.reduce((sum, size) => sum + size, 0);
console.log(`together: ${all} bytes gzip of ${LIMIT_BYTES} allowed`);
if (all > LIMIT_BYTES) {
  process.exitCode = 1;
}
