import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../electron/cli/bin.mjs', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output as the one JSON document it must be. */
  json: <Document>() => Document;
}

export interface RunOptions {
  /** Sends the signal a moment after the log of the workspace holds the text. */
  interrupt?: { signal: NodeJS.Signals; workspace: string; onceLogged: string };
  environment?: Record<string, string>;
  /** Another program than the Node these tests run on. */
  node?: string;
}

/** Runs `headroom` as a process of its own, as a script or a gate would. */
export async function runHeadroom(
  args: string[],
  { interrupt, environment, node = process.execPath }: RunOptions = {},
): Promise<Finished> {
  const child = spawn(node, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (interrupt) void interruptOnce(child, interrupt);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr, json: <Document>() => JSON.parse(stdout) as Document };
}

async function interruptOnce(
  child: ChildProcess,
  { signal, workspace, onceLogged }: NonNullable<RunOptions['interrupt']>,
): Promise<void> {
  const log = join(workspace, 'logs', 'headroom.log');
  while (child.exitCode === null && !(existsSync(log) && readFileSync(log, 'utf8').includes(onceLogged)))
    await delay(20);
  await delay(200);
  child.kill(signal);
}
