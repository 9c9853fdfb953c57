import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mantineStyles } from './scripts/mantineStyles.ts';

const server = process.env.PERCORSO_URL ?? 'http://127.0.0.1:8080';
const proxy = { '/api': server, '/v1': server };

export default defineConfig({
  plugins: [mantineStyles(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Data URIs would need a looser content security policy.
  build: { outDir: 'dist', assetsInlineLimit: 0, manifest: true, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: { host: '127.0.0.1', port: 5173, proxy },
  preview: { host: '127.0.0.1', port: 4173, proxy },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', ['json', { outputFile: 'test-reports/vitest.json' }]],
  },
});
