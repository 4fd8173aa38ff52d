import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

export interface BackendProcess {
  /** Hands the port of a page to the backend, which answers calls on it from then on. */
  connect(port: MessagePortMain): void;
  /** Registers a file that the user gave and resolves with the name under which calls refer to it. */
  stage(path: string): Promise<string>;
  /** Asks the backend to finish, and ends it after three seconds if it does not. */
  stop(): Promise<void>;
}

export interface BackendOptions {
  entry: string;
  workspace: string;
  resources: string;
  /** Called once when the process ends without having been asked to. */
  onCrash(exitCode: number): void;
}

type Answer = { kind: 'staged'; request: number; staged: string } | { kind: 'stopped' };

/** Starts the backend in a process of its own, so that no computation ever blocks a window. */
export function startBackend({ entry, workspace, resources, onCrash }: BackendOptions): BackendProcess {
  const child = utilityProcess.fork(entry, ['--workspace', workspace, '--resources', resources], {
    serviceName: 'Headroom backend',
  });
  const waiting = new Map<number, (staged: string) => void>();
  let requests = 0;
  let stopping = false;

  child.on('message', (answer: Answer) => {
    if (answer.kind !== 'staged') return;
    waiting.get(answer.request)?.(answer.staged);
    waiting.delete(answer.request);
  });
  child.on('exit', (code) => {
    if (!stopping) onCrash(code);
  });

  return {
    connect: (port) => child.postMessage({ kind: 'connect' }, [port]),
    stage: (path) =>
      new Promise((resolve) => {
        requests += 1;
        waiting.set(requests, resolve);
        child.postMessage({ kind: 'stage', request: requests, path });
      }),
    stop: () => {
      stopping = true;
      return end(child);
    },
  };
}

function end(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), 3000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.postMessage({ kind: 'stop' });
  });
}
