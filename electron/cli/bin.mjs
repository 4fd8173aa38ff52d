#!/usr/bin/env node
// Plain JavaScript, so that any Node can say what it needs or hand over to the one that is pinned here.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const program = fileURLToPath(new URL('./headroom.ts', import.meta.url));
const names = ['../../node_modules/node/bin/node', '../../node_modules/node/bin/node.exe'];
const pinned = names
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .find((path) => existsSync(path));

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { main } = await import('./headroom.ts');
  await main(process.argv.slice(2));
} else if (pinned) {
  const child = spawn(pinned, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
} else {
  console.error(`Headroom needs Node ${NEEDED} or newer; this is Node ${process.versions.node}.`);
  console.error(
    'Install it from https://nodejs.org, or run "npm ci" in the repository, which brings its own.',
  );
  process.exitCode = 2;
}
