import { spawnSync } from 'node:child_process';

/** `npm run check`: everything a machine can say about the code without running the product. */
const CHECKS: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc', '-b'],
  [
    'layers',
    'depcruise',
    'shared',
    'electron',
    'renderer',
    'scripts',
    'test',
    '--config',
    '.dependency-cruiser.mjs',
  ],
  ['lint', 'oxlint', '--deny-warnings'],
  ['format', 'oxfmt', '--check', '.'],
  ['unused code', 'knip'],
  ['specification', 'node', 'scripts/check-spec.ts'],
];

const wanted = process.argv.slice(2);
const failed: string[] = [];
for (const [name, command, ...args] of CHECKS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (status === 0) continue;
  failed.push(name);
  console.log(`${stdout}${stderr}`.trim());
}
if (failed.length > 0) {
  console.error(`\n${failed.length} of ${CHECKS.length} checks failed: ${failed.join(', ')}.`);
  process.exit(1);
}
