import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = dirname(fileURLToPath(import.meta.url));

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name) && !/schema\.d\.ts|\.test\.ts/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative(source, path), text: readFileSync(path, 'utf8') }));

/** `features/maps`, `kit`, `app`, … of a file or of what it imports. */
const partOf = (path: string) => /^(features\/[^/]+|[^/]+)/.exec(path)?.[1] ?? '';

function importsOf({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].flatMap(([, target = '']) => {
    if (target.startsWith('@/')) return [partOf(target.slice(2))];
    return target.startsWith('.') ? [partOf(join(dirname(path), target))] : [];
  });
}

function breaches(allowed: (from: string, to: string) => boolean): string[] {
  return files.flatMap((file) => {
    const from = partOf(file.path);
    return importsOf(file)
      .filter((to) => to !== from && !allowed(from, to))
      .map((to) => `${file.path} imports ${to}`);
  });
}

describe('structure', () => {
  it('should keep features apart', () => {
    expect(breaches((from, to) => !(from.startsWith('features/') && to.startsWith('features/')))).toEqual([]);
  });

  it('should keep what is shared free of features and of the shell', () => {
    const shared = ['kit', 'api', 'i18n', 'styles'];
    expect(breaches((from, to) => !shared.includes(from) || shared.includes(to))).toEqual([]);
  });

  it('should keep models free of React', () => {
    const models = files.filter((file) => file.path.endsWith('.model.ts'));
    const bound = models.filter((file) => /from '(react|react-dom|react-i18next|@mantine\/[^']+)'/.test(file.text));
    expect(models.length).toBeGreaterThan(10);
    expect(bound.map((file) => file.path)).toEqual([]);
  });

  it('should keep files under 300 lines', () => {
    const long = files.filter((file) => file.text.split('\n').length > 300);
    expect(long.map((file) => file.path)).toEqual([]);
  });
});
