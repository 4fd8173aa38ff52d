import { spawnSync } from 'node:child_process';
import { buildDesktop, buildPage } from './build.ts';

/** `npm run package`: builds, then packs with electron-builder; arguments go to it (`-- --linux dir`). */
await buildPage();
await buildDesktop();
const { status } = spawnSync('electron-builder', ['--publish', 'never', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
