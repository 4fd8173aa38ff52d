import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page both hosts serve: relative addresses, no inline script, every file local. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and pictures stay files: the content policy allows no data addresses for fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    sourcemap: true,
  },
});
