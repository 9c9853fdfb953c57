import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startWords } from './i18n';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startWords();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
