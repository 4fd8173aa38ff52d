import { EventEmitter } from 'node:events';
import { closeBrowser, shell, type InvokeHandler, type ProtocolHandler } from './window.ts';

export { MessageChannelMain } from './ports.ts';
export { utilityProcess } from './utility-process.ts';
export { BrowserWindow } from './window.ts';

/** Everything the shell asked of Electron that has no visible effect here, for the tests to read. */
const record = (what: string) => process.stdout.write(`double:${what}\n`);

class AppDouble extends EventEmitter {
  enableSandbox(): void {
    record('sandbox');
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  async whenReady(): Promise<void> {}
  getPath(): string {
    throw new Error('The tests name their workspace.');
  }
  quit(): void {
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) void closeBrowser().then(() => process.exit(0));
  }
  exit(code: number): void {
    void closeBrowser().then(() => process.exit(code));
  }
}

export const app = new AppDouble();
process.on('SIGTERM', () => app.quit());

export const protocol = {
  registerSchemesAsPrivileged: (schemes: { scheme: string }[]) => record(`schemes ${schemes.map(({ scheme }) => scheme)}`),
  handle: (scheme: string, handler: ProtocolHandler) => shell.protocols.set(scheme, handler),
};

export const ipcMain = {
  handle: (channel: string, handler: InvokeHandler) => shell.invokes.set(channel, handler),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: (contents: null, permission: string, answer: (granted: boolean) => void) => void) =>
      handler(null, 'camera', (granted) => record(`permission ${granted}`)),
    setPermissionCheckHandler: (handler: () => boolean) => record(`permission-check ${handler()}`),
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu: (menu: unknown[]) => record(`menu ${menu.length}`),
};

export const dialog = { showErrorBox: (title: string, text: string) => record(`error ${title}: ${text}`) };
export const nativeTheme = { shouldUseDarkColors: false };
