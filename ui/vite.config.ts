import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mantineStyles } from './scripts/mantineStyles.ts';

const server = process.env.PERCORSO_URL ?? 'http://127.0.0.1:8080';
const proxy = { '/api': server, '/v1': server };

/** The start page names all its files ahead; of later pages only the styles: their lists would weigh 15 kB at the first load. */
function neededAhead(_: string, files: string[], { hostType }: { hostType: 'html' | 'js' }): string[] {
  return hostType === 'html' ? files : files.filter((file) => file.endsWith('.css'));
}

export default defineConfig({
  plugins: [mantineStyles(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    // Data URIs would need a looser content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { resolveDependencies: neededAhead },
    // What most pages share is one file: by itself each module would be one, and a page would ask for 120 instead of 45.
    rolldownOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'common', minShareCount: 30 }] },
      },
    },
    target: 'es2023',
    chunkSizeWarningLimit: 700,
  },
  server: { host: '127.0.0.1', port: 5173, proxy },
  preview: { host: '127.0.0.1', port: 4173, proxy },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', ['json', { outputFile: 'test-reports/vitest.json' }]],
  },
});
