import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { startWebHost, type WebHost } from '#web/start-web-host.ts';
import { RESOURCES } from '#test/makers/a-backend.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { buildPage } from '../../scripts/build.ts';

export interface OpenPage {
  page: Page;
  host: WebHost;
  folder: string;
  workspace: string;
  /** Errors the browser logged, policy violations among them. */
  errors: string[];
  exported(act: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

/** A real web host over a new workspace, and a real Chromium on its page. */
export async function openThePage(
  options: BrowserContextOptions & { beginWithSample?: boolean } = {},
): Promise<OpenPage> {
  const { beginWithSample = false, ...context } = options;
  await buildPage();
  const folder = mkdtempSync(join(tmpdir(), 'headroom-page-'));
  const workspace = join(folder, 'workspace');
  const host = await startWebHost({
    workspace,
    pageFolder: 'dist/renderer',
    resourcesFolder: RESOURCES,
    beginWithSample,
  });
  const browser = await openBrowser();
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context })
  ).newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400)
      void response.text().then((text) => errors.push(`${response.url()}: ${text}`));
  });
  await page.goto(host.address);
  return {
    page,
    host,
    folder,
    workspace,
    errors,
    exported: async (act) => {
      const download = page.waitForEvent('download', { timeout: 60_000 });
      await act();
      const file = join(folder, (await download).suggestedFilename());
      await (await download).saveAs(file);
      return file;
    },
    close: async () => {
      await browser.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** The sample plan over two months instead of two years, as the text of a plan file. */
export function aShortShop(): string {
  const plan = theSamplePlan();
  return formatPlanFile({
    ...plan,
    id: 'short-shop',
    name: 'Short shop',
    horizon: { ...plan.horizon, months: 2 },
  });
}

/** Opens a screen by its name in the rail. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByText(screen, { exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
