import { record } from './app.ts';
import { shell, type InvokeHandler, type ProtocolHandler } from './window.ts';

export { app } from './app.ts';
export { MessageChannelMain } from './ports.ts';
export { utilityProcess } from './utility-process.ts';
export { BrowserWindow } from './window.ts';

export const protocol = {
  registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
    record(`schemes ${schemes.map(({ scheme }) => scheme)}`),
  handle: (scheme: string, handler: ProtocolHandler) => shell.protocols.set(scheme, handler),
};

export const ipcMain = {
  handle: (channel: string, handler: InvokeHandler) => shell.invokes.set(channel, handler),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (
      handler: (contents: null, permission: string, answer: (granted: boolean) => void) => void,
    ) => handler(null, 'camera', (granted) => record(`permission ${granted}`)),
    setPermissionCheckHandler: (handler: () => boolean) => record(`permission-check ${handler()}`),
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown[]) => template,
  setApplicationMenu: (menu: unknown[]) => record(`menu ${menu.length}`),
};

export const dialog = { showErrorBox: (title: string, text: string) => record(`error ${title}: ${text}`) };
export const nativeTheme = { shouldUseDarkColors: false };
