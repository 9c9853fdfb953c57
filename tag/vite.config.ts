import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: {
    target: 'es2020',
    lib: { entry: 'src/index.ts', formats: ['iife'], name: 'percorsoTag', fileName: () => 'percorso.js' },
  },
  test: {
    environment: 'happy-dom',
    // It asks for a preflight even where the standard has none; the content type is asserted instead.
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'test-reports/vitest.json' }]],
  },
});
