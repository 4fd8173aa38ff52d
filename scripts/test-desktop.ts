import { spawnSync } from 'node:child_process';
import { findElectron } from './electron-runtime.ts';

/** `npm run test:desktop`: the main job in real Electron, where it is installed. */
const electron = findElectron();
if (!electron) {
  console.log('Skipped: Electron is not installed on this machine, so the window was not tried in it.');
  console.log(
    'The built shell runs in `npm test` over a double of Electron, with a real browser and backend.',
  );
  process.exit(0);
}
const { status } = spawnSync('vitest', ['run', 'test/desktop/real-electron.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, HEADROOM_ELECTRON: electron },
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
