import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { app, record } from './app.ts';
import type { PortDouble } from './ports.ts';

/** Chromium knows no `app:` scheme outside Electron, so pages live here and are served by the handler. */
export const WEB_ORIGIN = 'https://headroom.invalid';
const APP_ORIGIN = 'app://headroom';

export type ProtocolHandler = (request: Request) => Promise<Response>;
export type InvokeHandler = (
  event: { senderFrame: { url: string; parent: null } },
  ...args: unknown[]
) => unknown;

/** What the shell registered, seen by every window. */
export const shell = {
  protocols: new Map<string, ProtocolHandler>(),
  invokes: new Map<string, InvokeHandler>(),
};

const toApp = (url: string): string => url.replace(WEB_ORIGIN, APP_ORIGIN);
const toWeb = (url: string): string => url.replace(APP_ORIGIN, WEB_ORIGIN);

let context: Promise<BrowserContext> | undefined;

/** One Chromium for all windows; its address goes to standard output, so that a test can drive it. */
function openBrowser(): Promise<BrowserContext> {
  context ??= (async () => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        `--remote-debugging-port=${process.env.DOUBLE_PORT}`,
      ],
    });
    const opened = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await opened.route('**/*', async (route) => {
      const handler = shell.protocols.get('app');
      const url = toApp(route.request().url());
      if (!handler || !url.startsWith('app:')) return route.abort();
      const response = await handler(new Request(url, { method: route.request().method() }));
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
    return opened;
  })();
  return context;
}

app.atEnd.push(async () => {
  await (await context)?.browser()?.close();
});

class WebContentsDouble extends EventEmitter {
  page: Page | undefined;
  #ports = 0;
  readonly #open = new Map<number, PortDouble>();

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    record(`window-open ${handler({ url: 'https://example.org' }).action}`);
  }

  /** Whether the shell lets the page leave for the address. */
  allowsNavigation(url: string): boolean {
    let allowed = true;
    this.emit('will-navigate', { preventDefault: () => (allowed = false) }, url);
    return allowed;
  }

  postMessage(channel: string, data: unknown, ports: PortDouble[] = []): void {
    const ids = ports.map((port) => this.#bridge(port));
    this.#tell(([name, payload, keys]) => (window as never as PageSide).__receive(name, payload, keys), [
      channel,
      data,
      ids,
    ] as const);
  }

  /** From the page's end of a port. */
  deliver(id: number, data: string, isBinary: boolean): void {
    this.#open.get(id)?.postMessage(isBinary ? new Uint8Array(Buffer.from(data, 'base64')) : data);
  }

  /** A page that has closed meanwhile no longer listens. */
  #tell<Argument>(act: (argument: Argument) => void, argument: Argument): void {
    this.page?.evaluate(act as never, argument).catch((error: Error) => {
      if (!/closed|destroyed/.test(error.message)) throw error;
    });
  }

  #bridge(port: PortDouble): number {
    this.#ports += 1;
    const id = this.#ports;
    this.#open.set(id, port);
    port.on('message', ({ data }) => {
      const isBinary = typeof data !== 'string';
      const text = isBinary ? Buffer.from(data as Uint8Array).toString('base64') : data;
      this.#tell(([key, body, binary]) => (window as never as PageSide).__portMessage(key, body, binary), [
        id,
        text,
        isBinary,
      ] as const);
    });
    port.start();
    return id;
  }
}

interface PageSide {
  __receive(channel: string, data: unknown, ports: readonly number[]): void;
  __portMessage(port: number, data: string, isBinary: boolean): void;
}

interface WindowOptions {
  webPreferences: { preload: string; sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean };
}

export class BrowserWindow extends EventEmitter {
  static readonly #all: BrowserWindow[] = [];
  readonly webContents = new WebContentsDouble();
  readonly #options: WindowOptions;

  constructor(options: WindowOptions) {
    super();
    const { sandbox, contextIsolation, nodeIntegration } = options.webPreferences;
    if (!sandbox || !contextIsolation || nodeIntegration) throw new Error('An unsafe window was opened.');
    this.#options = options;
    BrowserWindow.#all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      `${APP_ORIGIN}/index.html`,
      `${APP_ORIGIN}.evil.org/`,
    ]) {
      record(`navigate ${url} ${this.webContents.allowsNavigation(url)}`);
    }
  }

  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.#all;
  }

  show(): void {}
  focus(): void {}

  async loadURL(url: string): Promise<void> {
    const page = await (await openBrowser()).newPage();
    this.webContents.page = page;
    await page.exposeBinding('__toPort', (_source, id: number, data: string, isBinary: boolean) =>
      this.webContents.deliver(id, data, isBinary),
    );
    await page.exposeBinding('__invoke', (_source, channel: string, args: unknown[]) =>
      shell.invokes.get(channel)?.({ senderFrame: { url: toApp(page.url()), parent: null } }, ...args),
    );
    await page.addInitScript({ content: preloadScript(this.#options.webPreferences.preload) });
    // Electron asks where to save; the double saves beside the files that are chosen.
    page.on(
      'download',
      (file) => void file.saveAs(`${process.env.DOUBLE_FILES}/${file.suggestedFilename()}`),
    );
    page.on('load', () => this.webContents.emit('did-finish-load'));
    await page.goto(toWeb(url));
    this.emit('ready-to-show');
  }
}

/** The built preload, run in the page with a double of its half of `electron`. */
function preloadScript(file: string): string {
  return `(() => {
    const channels = new Map();
    const ports = new Map();
    const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    window.__receive = (channel, data, ids) => {
      const given = ids.map((id) => {
        const { port1, port2 } = new MessageChannel();
        ports.set(id, port1);
        port1.onmessage = ({ data }) => typeof data === 'string'
          ? window.__toPort(id, data, false)
          : window.__toPort(id, toBase64(new Uint8Array(data.buffer ?? data)), true);
        return port2;
      });
      channels.get(channel)?.({ ports: given }, data);
    };
    window.__portMessage = (id, data, isBinary) => ports.get(id).postMessage(isBinary ? fromBase64(data) : data);
    const electron = {
      contextBridge: { exposeInMainWorld: (key, value) => { window[key] = value; } },
      ipcRenderer: {
        on: (channel, listener) => channels.set(channel, listener),
        invoke: (channel, ...args) => window.__invoke(channel, args),
      },
      webUtils: { getPathForFile: (file) => ${JSON.stringify(process.env.DOUBLE_FILES ?? '')} + '/' + file.name },
    };
    const require = (name) => { if (name !== 'electron') throw new Error('A sandboxed preload has only electron.'); return electron; };
    const module = { exports: {} };
    ${readFileSync(file, 'utf8')}
  })();`;
}
