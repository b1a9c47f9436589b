import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/providers.tsx';
import { startI18n } from './lib/i18n.ts';
import { followTypeSize } from './lib/large-type.ts';
import { reloadOnce, reportTooOld } from './lib/page-update.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/plain/controls.css';
import './ui/plain/blocks.css';

// After an update of the server the old page's parts are gone: the router's import fails, and only a reload mends it.
addEventListener('vite:preloadError', () => {
  if (!reloadOnce()) reportTooOld();
});

followTypeSize(document.documentElement);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await startI18n();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
