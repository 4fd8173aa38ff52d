import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { startWebHost } from '../electron/web/start-web-host.ts';
import { findBrowser } from './browser.ts';
import { buildPage } from './build.ts';

/**
 * `node scripts/make-pictures.ts --workspace DIR`: takes the pictures of the documentation from the sample
 * plan in that workspace, simulating it first where it was not.
 */
const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/pictures');
const MOST_BYTES = 300_000;
/** A full run of the sample takes a minute on two cores; on a busy machine, several. */
const RUN_TIMEOUT_MS = 15 * 60_000;

interface DocumentedScreen {
  name: string;
  screen: string;
  theme: 'light' | 'dark';
  /** Which picture of the evidence is chosen, and scrolled to. */
  evidence?: string;
}

const pictures: DocumentedScreen[] = [
  { name: 'verdict', screen: 'Verdict', theme: 'light' },
  { name: 'verdict-dark', screen: 'Verdict', theme: 'dark' },
  { name: 'evidence', screen: 'Verdict', theme: 'light', evidence: 'Availability' },
  { name: 'capacity', screen: 'Capacity', theme: 'light' },
  { name: 'demand', screen: 'Demand', theme: 'light' },
];

const { values } = parseArgs({ options: { workspace: { type: 'string' } } });
const executablePath = findBrowser();
if (!values.workspace || !executablePath) {
  console.error(
    values.workspace
      ? 'No Chromium was found. Install one, or name it in CHROME_PATH.'
      : 'Expected --workspace DIR: a folder with the sample plan, or an empty one.',
  );
  process.exit(2);
}
await buildPage();
const host = await startWebHost({
  workspace: resolve(values.workspace),
  pageFolder: join(ROOT, 'dist/renderer'),
  resourcesFolder: join(ROOT, 'resources'),
  port: 0,
});
const browser = await chromium.launch({ executablePath });
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of pictures) await take(picture, host.address);
} finally {
  await browser.close();
  await host.close();
}

async function take({ name, screen, theme, evidence }: DocumentedScreen, address: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('navigation').getByText(screen, { exact: true }).click();
  await settle(page);
  if (evidence) {
    await page.getByRole('radio', { name: evidence, exact: true }).click();
    await page.locator('.verdict-evidence').evaluate((part) => part.scrollIntoView({ block: 'end' }));
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
  }
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  console.log(`${path} · ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes. Expected at most ${MOST_BYTES}.`);
  await context.close();
}

/** Until a full run is shown, history is drawn, and nothing moves any more. */
async function settle(page: Page): Promise<void> {
  const figures = page.locator('.run-figures');
  const stale = page.getByRole('button', { name: 'Run', exact: true });
  await figures.or(stale).first().waitFor({ timeout: RUN_TIMEOUT_MS });
  if (await stale.isVisible()) await stale.click();
  await figures.waitFor({ timeout: RUN_TIMEOUT_MS });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
}
