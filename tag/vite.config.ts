import { defineConfig } from 'vitest/config';

/** The script line's file, the parts that it loads where they are needed, the worker for push messages, and the package for bundled pages. */
const libraries = {
  production: { entry: 'src/index.ts', formats: ['iife' as const], name: 'percorsoTag', fileName: () => 'percorso.js' },
  banner: { entry: 'src/banner/index.ts', formats: ['es' as const], fileName: () => 'percorso-consent.js' },
  survey: { entry: 'src/survey/index.ts', formats: ['es' as const], fileName: () => 'percorso-survey.js' },
  messages: { entry: 'src/messages/index.ts', formats: ['es' as const], fileName: () => 'percorso-messages.js' },
  push: { entry: 'src/push/index.ts', formats: ['es' as const], fileName: () => 'percorso-push.js' },
  worker: {
    entry: 'src/worker/index.ts',
    formats: ['iife' as const],
    name: 'percorsoWorker',
    fileName: () => 'percorso-sw.js',
  },
  forms: { entry: 'src/forms/index.ts', formats: ['es' as const], fileName: () => 'percorso-forms.js' },
  package: { entry: 'src/package.ts', formats: ['es' as const], fileName: () => 'percorso.mjs' },
};

export default defineConfig(({ mode }) => ({
  build: {
    target: 'es2020',
    emptyOutDir: mode === 'production',
    minify: true,
    lib: libraries[mode as keyof typeof libraries] ?? libraries.production,
  },
  test: {
    environment: 'happy-dom',
    // It asks for a preflight even where the standard has none; the content type is asserted instead.
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'test-reports/vitest.json' }]],
  },
}));
