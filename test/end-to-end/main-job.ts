import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { realDataFolder } from '#test/real-data.ts';
import { aShortShop, goTo } from './the-page.ts';

/** An open window on a new workspace, whichever host it is in. */
export interface OpenWindow {
  page: Page;
  /** For files of the test; a desktop's preload finds chosen files here. */
  folder: string;
  workspace: string;
  /** Errors the browser logged, policy violations among them. */
  errors: string[];
  /** Where the file ends up that `act` makes the page export. */
  exported(act: () => Promise<void>): Promise<string>;
  close(): Promise<unknown>;
}

let open: OpenWindow;

/** Seven weeks of hourly requests with a day and a week in them, as a monitoring tool would write them. */
function requestsCsv(): string {
  const start = Date.UTC(2026, 7, 3);
  const rows = Array.from({ length: 49 * 24 }, (_none, hour) => {
    const at = new Date(start + hour * 3_600_000);
    const day = 1 + 0.6 * Math.sin(((at.getUTCHours() - 9) / 24) * 2 * Math.PI);
    const week = at.getUTCDay() % 6 === 0 ? 0.7 : 1;
    return `${at.toISOString().slice(0, 19)}Z,${Math.round(100_000 * day * week)}`;
  });
  return ['time,requests', ...rows].join('\n');
}

const giveFile = (file: string): Promise<void> =>
  open.page.locator('input[type=file]').first().setInputFiles(file);

/** The main job from nothing to a signed-off PDF, as a user does it: the same script for every host. */
export function testTheMainJob(openWindow: () => Promise<OpenWindow>): void {
  beforeAll(async () => {
    open = await openWindow();
  }, 180_000);
  afterAll(() => open?.close());

  test('a plan file is opened from the palette, by keyboard', async () => {
    const { page, folder } = open;
    const file = join(folder, 'short-shop.headroom.json');
    writeFileSync(file, aShortShop());
    await page
      .getByRole('button', { name: /search|palette|Ctrl/i })
      .first()
      .waitFor();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Open plan file');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
    await page.getByText('Short shop').first().waitFor();
  });

  test('a CSV is previewed with what was decided, and imported', async () => {
    const { page, folder } = open;
    const file = join(folder, 'requests.csv');
    writeFileSync(file, requestsCsv());
    await goTo(page, 'History');
    await giveFile(file);
    await page
      .getByRole('button', { name: /^Import \d/ })
      .last()
      .click();
    await page
      .getByText(/1[\s\u202f]?176/)
      .first()
      .waitFor();
  });

  test('the series is fitted and used for the demand of a journey', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Fit demand' }).click();
    await page.getByRole('button', { name: 'Use for demand' }).click({ timeout: 30_000 });
    await expect
      .poll(() => JSON.stringify(savedPlan()), { timeout: 10_000 })
      .toContain('"file":"requests.csv"');
  });

  test('an edit is saved at once, undone and done again by keyboard', async () => {
    const { page } = open;
    await goTo(page, 'Capacity');
    await page.getByText('Cart store', { exact: true }).first().click();
    const instances = page.getByRole('textbox', { name: 'Instances' });
    await instances.fill('7 to 9');
    await instances.press('Enter');
    await expect.poll(savedInstances).toEqual({ low: 7, high: 9 });
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await expect.poll(savedInstances).toBe(6);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(savedInstances).toEqual({ low: 7, high: 9 });
  });

  test('the full run gives a verdict for every promise and tier', async () => {
    const { page } = open;
    await page.keyboard.press('Control+Enter');
    await goTo(page, 'Verdict');
    const grid = page.getByRole('grid', { name: 'Verdicts by promise and tier' });
    await grid.waitFor({ timeout: 120_000 });
    await page.getByText(/1[\s\u202f]?000 futures · .* · seed/).waitFor({ timeout: 300_000 });
    expect(await grid.locator('[data-cell]').count()).toBe(15);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/promise/);
  }, 400_000);

  test('a cell is chosen by arrow keys and explains itself', async () => {
    const { page } = open;
    await page.locator('[data-cell="checkout-p95/optimistic"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('Checkout availability').first().waitFor();
  });

  test('the proposal is exported as a tagged PDF that names the run', async () => {
    const file = await open.exported(() =>
      open.page.getByRole('button', { name: 'Export proposal' }).click(),
    );
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
    expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain('sha256:');
  }, 180_000);

  test.skipIf(!realDataFolder)('a real file of another tool is imported beside it', async () => {
    const { page } = open;
    await goTo(page, 'History');
    const file = join(open.folder, 'nab_nyc_taxi.csv');
    copyFileSync(join(realDataFolder!, 'nab_nyc_taxi.csv'), file);
    await giveFile(file);
    await page
      .getByRole('button', { name: /^Import \d/ })
      .last()
      .click();
    await page
      .getByText(/10[\s\u202f]?320/)
      .first()
      .waitFor({ timeout: 60_000 });
  });

  test('the browser logged no error on the way', () => {
    expect(open.errors).toEqual([]);
  });
}

/** What is really stored, read past the application. */
function savedPlan(): Record<string, unknown> {
  const database = new Database(join(open.workspace, 'headroom.db'), { readonly: true });
  const row = database.prepare("SELECT document FROM plan WHERE id = 'short-shop'").get() as {
    document: string;
  };
  database.close();
  return JSON.parse(row.document) as Record<string, unknown>;
}

function savedInstances(): unknown {
  const { components } = savedPlan() as { components: { id: string; instances: unknown }[] };
  return components.find(({ id }) => id === 'cart-store')?.instances;
}
