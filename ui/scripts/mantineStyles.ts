import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const mantine = join(root, 'node_modules/@mantine');
const core = join(mantine, 'core');

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Names imported from `@mantine/core` anywhere in our sources and in the other Mantine packages we use. */
function importedNames(): Set<string> {
  const sources = [
    ...files(join(root, 'src'), /\.tsx?$/),
    ...files(join(mantine, 'notifications/esm'), /\.mjs$/),
    ...files(join(mantine, 'spotlight/esm'), /\.mjs$/),
  ];
  const names = new Set<string>();
  for (const path of sources) {
    for (const [, list = ''] of readFileSync(path, 'utf8').matchAll(
      /import\s*{([^}]*)}\s*from\s*["']@mantine\/core["']/g,
    )) {
      for (const name of list.split(',')) names.add(name.trim().split(/\s+/)[0] ?? '');
    }
  }
  return names;
}

/** Those components and all that they are built of, as names of folders. */
function usedComponents(): Set<string> {
  const used = new Set<string>();
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    // Parts that several components share lie under utils: InlineInput sets a switch beside its label.
    const component = /\/(?:components|utils)\/([A-Z]\w*)\//.exec(path)?.[1];
    if (component) used.add(component);
    for (const [, next = ''] of readFileSync(path, 'utf8').matchAll(/from "(\.[^"]+)"/g))
      walk(resolve(dirname(path), next));
  };
  // A component lies in the folder of its name, or one deeper where the folder holds a family of them.
  for (const name of importedNames()) {
    walk(join(core, `esm/components/${name}/${name}.mjs`));
    walk(join(core, `esm/components/${name}/${name}/${name}.mjs`));
  }
  return used;
}

/**
 * Mantine's style sheet with the rules of the components in use only: half of its size. Each component's rules are a
 * file of their own; they keep the order that they have in the whole sheet.
 */
export function usedStyles(): string {
  const whole = readFileSync(join(core, 'styles.css'), 'utf8');
  const used = usedComponents();
  const parts = files(join(core, 'styles'), /^(?!.*\.layer\.css$).*\.css$/).flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.css'.length);
    const isComponent = /^[A-Z]/.test(name);
    if (isComponent && !used.has(name)) return [];
    const css = readFileSync(path, 'utf8');
    const place = whole.indexOf(css.slice(0, 80));
    return [{ css, place: isComponent ? place : place - whole.length }];
  });
  return parts
    .sort((a, b) => a.place - b.place)
    .map((part) => part.css)
    .join('\n');
}

export function mantineStyles(): Plugin {
  return {
    name: 'percorso:mantine-styles',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      return id.endsWith('@mantine/core/styles.css') ? usedStyles() : null;
    },
  };
}
