import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { createBackend, type Backend } from '#backend/create-backend.ts';
import { defaultWorkspace } from '#backend/workspace-folder.ts';
import type { Contract } from '#shared/contract/contract.ts';
import type { ExitCode } from './exit-codes.ts';

type Client = ContractRouterClient<Contract>;

/** Options of every command. */
export interface CommonOptions {
  json?: boolean;
  quiet?: boolean;
  workspace?: string;
}

/** What `main` hands to every command: Ctrl-C, and where to leave the exit code. */
export interface Invocation {
  signal: AbortSignal;
  outcome: { code: ExitCode };
}

export interface Session {
  client: Client;
  workspace: string;
  signal: AbortSignal;
  options: CommonOptions;
  stagePath: Backend['stagePath'];
  /** The result: for people as text, with `--json` as one document. */
  print(document: unknown, text: () => string): void;
  /** A message beside the result, on standard error; `--quiet` leaves it out. */
  say(message: string): void;
  /** Sets the exit code the program ends with. */
  finish(code: ExitCode): void;
}

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/** Opens the workspace, does the work on the same backend as the window, and closes it whatever happens. */
export async function withSession(
  options: CommonOptions & { workers?: number },
  { signal, outcome }: Invocation,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const workspace = resolve(options.workspace ?? defaultWorkspace());
  const backend = createBackend({
    folder: workspace,
    host: 'cli',
    workers: options.workers,
    resourcesFolder: RESOURCES,
  });
  const say = (message: string) => {
    if (!options.quiet) process.stderr.write(`${message}\n`);
  };
  backend.notices.forEach(say);
  try {
    await work({
      client: createRouterClient(backend.router, { context: {} }),
      workspace,
      signal,
      options,
      stagePath: backend.stagePath,
      say,
      print: (document, text) => printResult(options, document, text),
      finish: (code) => {
        outcome.code = code;
      },
    });
  } finally {
    await backend.close();
  }
}

function printResult(options: CommonOptions, document: unknown, text: () => string): void {
  if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else if (!options.quiet) process.stdout.write(`${text().replace(/\n+$/, '')}\n`);
}
