import { createRoot } from 'react-dom/client';
import { connectBackend } from './api/client.ts';
import { App } from './app/App.tsx';
import { createApp } from './state/app-store.ts';
import './styles/global.css';

const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = dark ? 'dark' : 'light';

const backend = await connectBackend();
const app = createApp({ backend, schedule });
window.addEventListener('pagehide', () => void app.document.flush());
createRoot(document.getElementById('root')!).render(<App app={app} />);

function schedule(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
