import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failToStart, serveWeb } from '#web/main.ts';
import { buildDesktop, buildPage } from './build.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** `npm start`: the desktop application, or the same on loopback where its runtime is not installed. */
try {
  const { values } = parseArgs({
    options: {
      web: { type: 'boolean', default: false },
      workspace: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  if ((await buildPage()) === 'built') console.log('Page built.');
  const electron = values.web ? undefined : findElectron();
  if (electron) await startDesktop(electron, values.workspace);
  else {
    if (!values.web) {
      console.log('The desktop runtime (Electron) is not installed on this machine.');
      console.log('Serving the same application to your browser instead.');
    }
    await serveWeb({ workspace: values.workspace, port: values.port, open: !values['no-open'] });
  }
} catch (error) {
  failToStart(error);
}

/** Path of Electron's program, where its package has fetched it or the environment names it. Fetches nothing. */
function findElectron(): string | undefined {
  const folder = join(ROOT, 'node_modules/electron');
  const named = join(folder, 'path.txt');
  const program = existsSync(named) ? readFileSync(named, 'utf8') : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = override ? join(override, program ?? 'electron') : program && join(folder, 'dist', program);
  return path && existsSync(path) ? path : undefined;
}

async function startDesktop(electron: string, workspace: string | undefined): Promise<void> {
  await buildDesktop();
  const flags = workspace ? [`--workspace=${resolve(workspace)}`] : [];
  const child = spawn(electron, [ROOT, ...flags], { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
  child.on('error', failToStart);
}
