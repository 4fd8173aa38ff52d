import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGE = resolve(import.meta.dirname, '../node_modules/electron');
/** A runtime is some 110 MB; a slow line gets this long, a machine without one is refused at once. */
const FETCH_LIMIT_MS = 10 * 60_000;

/** Path of Electron's program, where its package has fetched it or the environment names it. */
export function findElectron(): string | undefined {
  const named = join(PACKAGE, 'path.txt');
  const program = existsSync(named) ? readFileSync(named, 'utf8') : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = override ? join(override, program ?? 'electron') : program && join(PACKAGE, 'dist', program);
  return path && existsSync(path) ? path : undefined;
}

/** Lets Electron's own package fetch its runtime once; undefined where that is not possible. */
export function fetchElectron(): string | undefined {
  spawnSync(process.execPath, [join(PACKAGE, 'install.js')], { stdio: 'ignore', timeout: FETCH_LIMIT_MS });
  return findElectron();
}
