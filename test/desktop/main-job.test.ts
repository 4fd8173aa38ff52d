import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testTheMainJob, type OpenWindow } from '#test/end-to-end/main-job.ts';
import { buildDesktop, buildPage } from '../../scripts/build.ts';
import { startDesktop } from './start-desktop.ts';

testTheMainJob(openDesktop);

/** The built shell over the double of Electron: same page, another transport, real processes. */
async function openDesktop(): Promise<OpenWindow> {
  await buildPage();
  await buildDesktop();
  const folder = mkdtempSync(join(tmpdir(), 'headroom-desktop-job-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const desktop = await startDesktop({ workspace, files: folder });
  const errors: string[] = [];
  desktop.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  desktop.page.on('pageerror', (error) => errors.push(error.message));
  return {
    page: desktop.page,
    folder,
    workspace,
    errors,
    exported: async (act) => {
      await act();
      await expect.poll(() => globSync(join(folder, '*.pdf')).length, { timeout: 60_000 }).toBe(1);
      return globSync(join(folder, '*.pdf'))[0]!;
    },
    close: async () => {
      await desktop.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
