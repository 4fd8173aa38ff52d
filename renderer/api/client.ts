import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';

/** Every call of the contract, typed. */
export type Api = ContractRouterClient<Contract>;

/** What the desktop's preload script gives the page; the web host gives nothing. */
interface DesktopBridge {
  stageFile: (file: File) => Promise<string>;
}

declare global {
  interface Window {
    headroom?: DesktopBridge;
  }
}

export interface Backend {
  api: Api;
  /** Hands a file to the backend; gives the name under which `history.preview` and `import` find it. */
  stageFile: (file: File, signal?: AbortSignal) => Promise<string>;
}

/** Finds the backend: over the desktop's port when there is one, else over HTTP where the page came from. */
export async function connectBackend(): Promise<Backend> {
  const bridge = window.headroom;
  if (!bridge) return connectOverHttp(window.location);
  const port = await receivePort();
  port.start();
  return { api: createORPCClient(new PortLink({ port })), stageFile: (file) => bridge.stageFile(file) };
}

function connectOverHttp(location: Location): Backend {
  const root = new URL('.', location.href);
  return {
    api: createORPCClient(new FetchLink({ url: new URL('rpc', root).href })),
    stageFile: (file, signal) => upload(new URL('files', root), file, signal),
  };
}

/** The port arrives once the page has loaded, in a message that only our own preload can send. */
function receivePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener('message', function receive(event) {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'headroom:backend-port' || !port) return;
      window.removeEventListener('message', receive);
      resolve(port);
    });
  });
}

async function upload(address: URL, file: File, signal?: AbortSignal): Promise<string> {
  address.searchParams.set('name', file.name);
  const answer = await fetch(address, { method: 'POST', body: file, signal: signal ?? null });
  if (!answer.ok) throw new Error(`"${file.name}" could not be handed over: ${await answer.text()}`);
  const { staged } = (await answer.json()) as { staged: string };
  return staged;
}
