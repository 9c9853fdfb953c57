import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '..');
const fileNames = (language: string) => readdirSync(join(here, language)).sort();

function flatten(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value === 'string') into.set(path, value);
  else for (const [key, child] of Object.entries(value as object)) flatten(child, path ? `${path}.${key}` : key, into);
  return into;
}

function read(language: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const name of fileNames(language)) {
    const words = JSON.parse(readFileSync(join(here, language, name), 'utf8'));
    flatten(words, name.replace('.json', ''), keys);
  }
  return keys;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.ts$|\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

const english = read('en');
const italian = read('it');
const groups = fileNames('en').map((name) => name.replace('.json', ''));
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const known = new Set([...english.keys()].flatMap((key) => [key, stem(key)]));
const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)[^}]*}}|<(\w+)>/g)].map((m) => m[1] ?? m[2]).sort();

describe('words', () => {
  it('should have the same keys in both languages', () => {
    // Italian has a third plural form ("many") that English lacks, so keys are compared without it.
    const stems = (keys: Map<string, string>) =>
      [...new Set([...keys.keys()].filter((k) => !k.endsWith('_many')))].sort();
    expect(stems(italian)).toEqual(stems(english));
  });

  it('should have no empty text', () => {
    const empty = [...english, ...italian].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('should use the same placeholders in both languages', () => {
    const different = [...english]
      .filter(([key, text]) => String(placeholders(text)) !== String(placeholders(italian.get(key) ?? '')))
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('should know every key the code uses', () => {
    const literal = new RegExp(`['"]((?:${groups.join('|')})\\.[A-Za-z0-9_.]+)['"]`, 'g');
    const template = new RegExp(`\`((?:${groups.join('|')})\\.[A-Za-z0-9_.]*)\\$\\{`, 'g');
    const missing: string[] = [];
    for (const path of sources(source)) {
      const code = readFileSync(path, 'utf8').replace(/from '[^']+'|import\('[^']+'\)/g, '');
      for (const [, words] of code.matchAll(/<ListPage\b[^>]*?\bwords="(\w+)"/g)) {
        for (const key of ['title', 'sentence', 'new', 'none.title', 'none.text', 'none.action'])
          if (!known.has(`${words}.${key}`)) missing.push(`${path.slice(source.length)}: ${words}.${key}`);
      }
      for (const [, key] of code.matchAll(literal)) {
        if (key && !known.has(key)) missing.push(`${path.slice(source.length)}: ${key}`);
      }
      for (const [, prefix] of code.matchAll(template)) {
        if (prefix && ![...known].some((key) => key.startsWith(prefix)))
          missing.push(`${path.slice(source.length)}: ${prefix}…`);
      }
    }
    expect(missing).toEqual([]);
  });
});
