import { BrowserWindow, MessageChannelMain, nativeTheme } from 'electron';
import type { BackendProcess } from './backend-process.ts';
import { PAGE_ORIGIN, pagePreferences } from './security.ts';

/** Opens a window on the page and gives it, each time it loads, a port of its own to the backend. */
export function openPageWindow(preload: string, backend: BackendProcess): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: 'Headroom',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14161a' : '#fbfaf8',
    webPreferences: pagePreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('did-finish-load', () => {
    const { port1, port2 } = new MessageChannelMain();
    backend.connect(port1);
    window.webContents.postMessage('backend-port', null, [port2]);
  });
  void window.loadURL(`${PAGE_ORIGIN}/index.html`);
  return window;
}
