import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractVersion, routes } from '../shared/src/contract.ts';
import { bundleBudget } from './bundle-budget.ts';

/**
 * What the client needs of the contract while it runs: methods, paths and how to repeat. Taken from the contract when the client is
 * built, so that the light pages get it without zod (24 kB), and nobody keeps a second table.
 */
const contractFacts = {
  version: contractVersion,
  routes: Object.fromEntries(
    Object.entries(routes).map(([name, { method, path, repeat }]) => [name, { method, path, repeat }]),
  ),
};

/** Where `npm start` listens; the development server passes API and socket on to it. */
const server = process.env.DEV_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  define: { __CONTRACT__: JSON.stringify(contractFacts) },
  plugins: [
    react(),
    bundleBudget({
      // Kilobytes of script after gzip that the first visit to a screen may fetch; bars.md, speed 7.
      screens: {
        'hall-wall': 340,
        'lecture-studio': 340,
        consultation: 340,
        home: 340,
        'sign-in': 340,
        'open-link': 340,
        'verify-paper': 340,
        'record-check': 340,
        'agreement-sign': 340,
        'not-found': 340,
        experts: 340,
        expert: 340,
        help: 340,
        matter: 340,
      },
      otherScreens: 700,
      frame: '/src/app/shell.tsx',
    }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Hall PCs with Windows 7 stop at Chrome 109; antd needs 105.
    target: ['chrome105', 'safari15.4'],
    chunkSizeWarningLimit: 1200,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': server, '/socket': { target: server, ws: true } },
  },
});
