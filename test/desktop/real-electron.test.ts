import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { describe, expect } from 'vitest';
import { testTheMainJob, type OpenWindow } from '#test/end-to-end/main-job.ts';
import { buildDesktop, buildPage } from '../../scripts/build.ts';

/** Set by `npm run test:desktop` where the runtime is installed; without it there is nothing to try. */
const electron = process.env.HEADROOM_ELECTRON;

describe.skipIf(!electron)('in real Electron', () => {
  testTheMainJob(openElectron);
});

async function openElectron(): Promise<OpenWindow> {
  await buildPage();
  await buildDesktop();
  const folder = mkdtempSync(join(tmpdir(), 'headroom-electron-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const app = await _electron.launch({ executablePath: electron!, args: ['.', `--workspace=${workspace}`] });
  // Without a person to answer the question where to save.
  await app.evaluate(({ session }, target) => {
    session.defaultSession.on('will-download', (_event, item) =>
      item.setSavePath(`${target}/${item.getFilename()}`),
    );
  }, folder);
  const page = await app.firstWindow();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    page,
    folder,
    workspace,
    errors,
    exported: async (act) => {
      await act();
      await expect.poll(() => globSync(join(folder, '*.pdf')).length, { timeout: 60_000 }).toBe(1);
      return globSync(join(folder, '*.pdf'))[0]!;
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
