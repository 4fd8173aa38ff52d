import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import path from 'node:path';
import { startBackend, type BackendProcess } from './backend-process.ts';
import { setMenu } from './menu.ts';
import { declarePageProtocol, servePage } from './page-protocol.ts';
import { openPageWindow } from './page-window.ts';
import { hardenProcess, hardenSession, isFromPage } from './security.ts';

/** Built layout: dist/desktop/{main.js,preload.cjs,backend.js}, dist/renderer, resources. */
const HERE = import.meta.dirname;
/** The backend runs from real files beside the archive: see electron-builder.yml. */
const UNPACKED = HERE.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
const PRELOAD = path.join(HERE, 'preload.cjs');

hardenProcess();
declarePageProtocol();

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  await app.whenReady();
  hardenSession();
  setMenu(process.platform);
  servePage(path.join(HERE, '..', 'renderer'));
  const backend = startBackend({
    entry: path.join(UNPACKED, 'backend.js'),
    workspace: workspaceFolder(),
    resources: path.join(UNPACKED, '..', '..', 'resources'),
    onCrash: reportCrash,
  });
  ipcMain.handle('stage-file', (event, file: unknown) => stageFile(backend, event.senderFrame, file));
  openPageWindow(PRELOAD, backend);

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openPageWindow(PRELOAD, backend);
  });
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.once('will-quit', (event) => {
    event.preventDefault();
    void backend.stop().then(() => app.quit());
  });
}

function stageFile(
  backend: BackendProcess,
  frame: Parameters<typeof isFromPage>[0],
  file: unknown,
): Promise<string> {
  if (!isFromPage(frame) || typeof file !== 'string' || !path.isAbsolute(file)) {
    throw new Error('Only a file that was dropped or chosen in the window can be opened.');
  }
  return backend.stage(file);
}

function workspaceFolder(): string {
  const flag = process.argv.find((argument) => argument.startsWith('--workspace='));
  return flag ? path.resolve(flag.slice('--workspace='.length)) : app.getPath('userData');
}

function reportCrash(exitCode: number): void {
  dialog.showErrorBox(
    'Headroom has to stop',
    `Its background process ended unexpectedly (code ${exitCode}). Everything saved so far is safe. Start Headroom again.`,
  );
  app.exit(1);
}
