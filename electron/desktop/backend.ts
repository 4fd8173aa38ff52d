import { RPCHandler } from '@orpc/server/message-port';
import { parseArgs } from 'node:util';
import { createBackend } from '#backend/create-backend.ts';

/** The backend as a utility process: answers each page on the port that the shell hands over. */
type Request = { kind: 'connect' } | { kind: 'stage'; request: number; path: string } | { kind: 'stop' };

const { values } = parseArgs({ options: { workspace: { type: 'string' }, resources: { type: 'string' } } });
if (!values.workspace || !values.resources) throw new Error('The backend needs --workspace and --resources.');

const backend = createBackend({
  folder: values.workspace,
  resourcesFolder: values.resources,
  host: 'desktop',
});

process.parentPort.on('message', (event) => void answer(event));

async function answer({ data, ports }: { data: Request; ports: Electron.MessagePortMain[] }): Promise<void> {
  const { router, stagePath, close } = await backend;
  if (data.kind === 'connect') connect(new RPCHandler(router), ports[0]);
  if (data.kind === 'stage') {
    process.parentPort.postMessage({ kind: 'staged', request: data.request, staged: stagePath(data.path) });
  }
  if (data.kind === 'stop') {
    await close();
    process.exit(0);
  }
}

function connect(
  handler: RPCHandler<Record<never, never>>,
  port: Electron.MessagePortMain | undefined,
): void {
  if (!port) return;
  handler.upgrade(port);
  port.start();
}
