import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failToStart, serveWeb } from '#web/main.ts';
import { buildDesktop, buildPage } from './build.ts';
import { fetchElectron, findElectron } from './electron-runtime.ts';

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
  const electron = values.web ? undefined : (findElectron() ?? fetchWithNotice());
  if (electron) await startDesktop(electron, values.workspace);
  else {
    if (!values.web) {
      console.log(
        'The desktop runtime (Electron) is not installed on this machine and could not be fetched.',
      );
      console.log('Serving the same application to your browser instead.');
    }
    await serveWeb({ workspace: values.workspace, port: values.port, open: !values['no-open'] });
  }
} catch (error) {
  failToStart(error);
}

function fetchWithNotice(): string | undefined {
  console.log('Fetching the desktop runtime (once, some 110 MB) …');
  return fetchElectron();
}

async function startDesktop(electron: string, workspace: string | undefined): Promise<void> {
  await buildDesktop();
  const flags = workspace ? [`--workspace=${resolve(workspace)}`] : [];
  const child = spawn(electron, [ROOT, ...flags], { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
  child.on('error', failToStart);
}
