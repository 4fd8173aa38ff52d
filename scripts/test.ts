import { spawnSync } from 'node:child_process';
import { ensureBrowser, ensurePdfTools } from './browser.ts';
import { buildPage } from './build.ts';

/** `npm test`: prepares the browser and the page, then runs every test. Arguments go to vitest. */
const browser = ensureBrowser();
if (!browser) {
  console.error('The tests need Chromium or Chrome. Install one, or set CHROME_PATH to its program file.');
  process.exit(1);
}
ensurePdfTools();
await buildPage();

const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: browser },
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
