// Packs the tag as npm would and fails when the package lacks a file that it promises, or carries one that it should not.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const description = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
);
const files = packed.files.map(({ path }) => path);
const exported = Object.values(description.exports).flatMap((target) =>
  typeof target === 'string' ? [target] : Object.values(target),
);
const promised = [description.main, description.module, description.types, ...exported].map((path) =>
  path.replace(/^\.\//, ''),
);
const missing = [...new Set(promised), 'README.md', 'package.json'].filter((path) => !files.includes(path));
const foreign = files.filter((path) => !/^(dist\/.*\.(js|mjs|d\.ts)|README\.md|package\.json|LICENSE)$/.test(path));
if (missing.length > 0 || foreign.length > 0) {
  console.error(`The package lacks [${missing}] and should not carry [${foreign}].`);
  process.exitCode = 1;
} else {
  console.log(`package: ${files.length} files, ${packed.size} bytes`);
}
