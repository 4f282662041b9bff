import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const FONT = 'source-sans-3-latin-wght-normal.woff2';
const api = process.env['ELBRAUM_API'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  // Relative addresses: the app runs below any base path without a second build.
  base: './',
  plugins: [svelte()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        // The map style names the font by this path, so it carries no hash.
        assetFileNames: (asset) =>
          asset.names.includes(FONT) ? 'fonts/source-sans-3-latin.woff2' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': api, '/tiles': api } },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
