import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Unavailable, UserProblem } from '#backend/problems.ts';
import { defaultWorkspace } from '#backend/workspace-folder.ts';
import { openBrowser } from './open-browser.ts';
import { startWebHost, type WebHost } from './start-web-host.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface WebArguments {
  workspace?: string | undefined;
  port?: string | undefined;
  open: boolean;
}

/** Starts the host, prints its address, and stops it when the process is asked to end. */
export async function serveWeb({ workspace, port, open }: WebArguments): Promise<void> {
  const host = await startWebHost({
    workspace: resolve(workspace ?? defaultWorkspace()),
    pageFolder: resolve(ROOT, 'dist/renderer'),
    resourcesFolder: resolve(ROOT, 'resources'),
    port: parsePort(port),
  });
  stopWithProcess(host);
  for (const notice of host.backend.notices) console.error(notice);
  console.log(`Headroom is at ${host.address}\nPress Ctrl-C to stop it.`);
  if (open) openBrowser(host.address);
}

/** Prints what went wrong in words and ends with the exit code of the command line. */
export function failToStart(error: unknown): never {
  const isKnown = error instanceof UserProblem || error instanceof Unavailable;
  console.error(isKnown ? error.message : error);
  process.exit(isKnown ? 2 : 3);
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserProblem('port-invalid', `--port got "${text}". Expected a whole number from 0 to 65535.`);
}

function stopWithProcess(host: WebHost): void {
  const stop = () => {
    // A second signal, or a second without an end, ends it the hard way; the database survives both.
    setTimeout(() => process.exit(0), 3000).unref();
    void host.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({
      options: {
        workspace: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    await serveWeb({ workspace: values.workspace, port: values.port, open: !values['no-open'] });
  } catch (error) {
    failToStart(error);
  }
}
