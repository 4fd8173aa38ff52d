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

/** Where a command speaks: its result, messages beside it, and how it ended. */
export interface Output {
  signal: AbortSignal;
  options: CommonOptions;
  /** The result: for people as text, with `--json` as one document. */
  print(document: unknown, text: () => string): void;
  /** A message beside the result, on standard error; `--quiet` leaves it out. */
  say(message: string): void;
  /** Sets the exit code the program ends with. */
  finish(code: ExitCode): void;
}

export interface Session extends Output {
  client: Client;
  workspace: string;
  stagePath: Backend['stagePath'];
}

export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/** For commands that need no workspace. */
export function createOutput(options: CommonOptions, { signal, outcome }: Invocation): Output {
  return {
    signal,
    options,
    say: (message) => {
      if (!options.quiet) process.stderr.write(`${message}\n`);
    },
    print: (document, text) => printResult(options, document, text),
    finish: (code) => {
      outcome.code = code;
    },
  };
}

/** Opens the workspace, does the work on the same backend as the window, and closes it whatever happens. */
export async function withSession(
  options: CommonOptions & { workers?: number },
  invocation: Invocation,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const workspace = resolve(options.workspace ?? defaultWorkspace());
  const output = createOutput(options, invocation);
  const backend = createBackend({
    folder: workspace,
    host: 'cli',
    workers: options.workers,
    resourcesFolder: RESOURCES,
  });
  backend.notices.forEach(output.say);
  try {
    await work({
      ...output,
      client: createRouterClient(backend.router, { context: {} }),
      workspace,
      stagePath: backend.stagePath,
    });
  } finally {
    await backend.close();
  }
}

function printResult(options: CommonOptions, document: unknown, text: () => string): void {
  if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else if (!options.quiet) process.stdout.write(`${text().replace(/\n+$/, '')}\n`);
}
