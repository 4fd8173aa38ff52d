import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';

export interface RunningDesktop {
  page: Page;
  /** What the shell asked of Electron, line by line. */
  asked: string[];
  process: ChildProcess;
  stop(): Promise<number | null>;
}

/** Starts the built shell (dist/desktop/main.js) over the double of Electron, with a real backend process. */
export async function startDesktop(options: { workspace: string; files?: string }): Promise<RunningDesktop> {
  const port = await freePort();
  const register = new URL('./electron-double/register.ts', import.meta.url).href;
  const shell = spawn(
    process.execPath,
    ['--import', register, 'dist/desktop/main.js', `--workspace=${options.workspace}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DOUBLE_PORT: String(port), DOUBLE_FILES: options.files ?? '' },
    },
  );
  const asked: string[] = [];
  shell.stdout.on('data', (chunk: Buffer) => {
    asked.push(
      ...String(chunk)
        .split('\n')
        .filter((line) => line.startsWith('double:'))
        .map((line) => line.slice(7)),
    );
  });
  const browser = await connect(port, shell);
  const page = await firstPage(browser);
  return {
    page,
    asked,
    process: shell,
    stop: async () => {
      await browser.close().catch(() => undefined);
      shell.kill('SIGTERM');
      if (shell.exitCode === null) await once(shell, 'exit');
      return shell.exitCode;
    },
  };
}

async function connect(port: number, shell: ChildProcess): Promise<Browser> {
  for (;;) {
    if (shell.exitCode !== null)
      throw new Error(`The shell ended with code ${shell.exitCode} before it opened a window.`);
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  for (;;) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => candidate.url().includes('headroom'));
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
