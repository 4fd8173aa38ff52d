import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { focused, tabTo as tabToOf } from './by-keyboard.ts';
import { aShortShop, openThePage, type OpenPage } from './the-page.ts';

let open: OpenPage;

beforeAll(async () => {
  open = await openThePage();
  await open.page.getByRole('button', { name: 'Command palette' }).waitFor();
}, 180_000);

afterAll(() => open?.close());

/** Goes on with Tab until that has the focus. */
const tabTo = (name: RegExp, key?: string) => tabToOf(open.page, name, key);

/** Opens a screen with `g` and its letter; the sentence of the screen has the focus then. */
async function go(letter: string, title: RegExp): Promise<void> {
  const { page } = open;
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await expect.poll(() => page.title(), patient).toMatch(title);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patient).toBe('screen-title');
}

/** A screen is fetched when it is first opened, which takes its time on a busy machine. */
const patient = { timeout: 10_000 };

const isSomewhere = () => expect.poll(() => focused(open.page)).not.toBe('');

test('a plan file is opened', async () => {
  const { page, folder } = open;
  const file = join(folder, 'short-shop.headroom.json');
  writeFileSync(file, aShortShop());
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('open plan file');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: 'Plan Short shop: menu' }).waitFor();
});

test('a CSV is chosen and imported', async () => {
  const { page, folder } = open;
  const file = join(folder, 'requests.csv');
  writeFileSync(file, requestsCsv());
  await go('h', /^History/);
  const chooser = page.waitForEvent('filechooser');
  await tabTo(/^Choose/);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file);
  await page
    .getByRole('button', { name: /^Import/ })
    .last()
    .waitFor();
  await isSomewhere();
  await tabTo(/^Import/);
  await page.keyboard.press('Enter');
  await page
    .getByText(/1[\s\u202f]?176/)
    .first()
    .waitFor();
  await isSomewhere();
});

test('its series is fitted and used', async () => {
  const { page } = open;
  await tabTo(/^Fit demand/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use for demand' }).waitFor({ timeout: 30_000 });
  await isSomewhere();
  await tabTo(/^Use for demand/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('button', { name: /^Undo / }).isEnabled()).toBe(true);
  await isSomewhere();
});

test('a part is chosen and edited', async () => {
  const { page } = open;
  await go('c', /^Capacity/);
  await tabTo(/^Cart store/);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByText('Cart store').first().waitFor();
  await tabTo(/^Field Instances/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('7 to 9');
  await tabTo(/^Field Concurrency/);
  await page.getByRole('button', { name: 'Undo instances of cart store' }).waitFor();
});

test('a number is tried out with the arrow keys, judged on the way, and undone at once', async () => {
  const { page } = open;
  const instances = page.getByRole('textbox', { name: 'Instances' });
  const basis = page.locator('.promises-head .note');
  await basis.evaluate((note) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(note.textContent ?? '')).observe(note, {
      subtree: true,
      characterData: true,
      childList: true,
    });
  });
  const before = await instances.inputValue();
  await tabTo(/^Field Instances, try values/, 'Shift+Tab');
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => instances.inputValue()).toBe('10 to 12');
  await expect.poll(() => basis.innerText(), { timeout: 300_000 }).toMatch(/^all 1\s?000\sfutures/);
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.some((text) => /^\d+ of 1\s?000\sfutures/.test(text))).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(() => instances.inputValue()).toBe(before);
}, 400_000);

test('the plan is simulated, and a cell of the verdict explains itself', async () => {
  const { page } = open;
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+7');
  await expect.poll(() => page.title(), patient).toMatch(/^Verdict/);
  await page.getByText(/1[\s\u202f]?000 futures · .* · seed/).waitFor({ timeout: 300_000 });
  await tabTo(/^(Optimistic|Baseline|Stretch):/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await isSomewhere();
  await tabTo(/^Edit target/);
}, 400_000);

test('the evidence is switched and read out, and leads to the component', async () => {
  const { page } = open;
  await tabTo(/^Overview/, 'Shift+Tab');
  // Promise, Demand, Utilization.
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await tabTo(/^Utilization\. Arrow keys/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const spoken = page.locator('.verdict-evidence output');
  await expect.poll(() => spoken.innerText()).toMatch(/^Web · Jan 2027: 5\s% of futures below/);
  await page.keyboard.press('Enter');
  await page.getByText(/^Web in Jan 2027: \d+\s% busy in the middle future/).waitFor();
  await tabTo(/^Look at Web/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.title(), patient).toMatch(/^Capacity/);
  await page.getByRole('complementary').getByText('Web').first().waitFor();
  await page.keyboard.press('Control+7');
  await expect.poll(() => page.title(), patient).toMatch(/^Verdict/);
});

test('the proposal is exported', async () => {
  const { page, folder } = open;
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await tabTo(/^Export proposal/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const file = join(folder, 'proposal.pdf');
  await (await download).saveAs(file);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await focused(page)).toBe('Export proposal');
}, 120_000);

test('dialogs give the focus back to where it was', async () => {
  const { page } = open;
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Export proposal');
});

test('a button that has nothing more to do hands the focus on', async () => {
  const { page } = open;
  await tabTo(/^Undo /, 'Shift+Tab');
  while ((await focused(page)).startsWith('Undo ')) await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Redo /);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('button', { name: /^Undo / }).isEnabled()).toBe(true);
});

test('the browser logged no error on the way', () => {
  expect(open.errors).toEqual([]);
});

/** Seven weeks of hourly requests with a day in them. */
function requestsCsv(): string {
  const start = Date.UTC(2026, 7, 3);
  const rows = Array.from({ length: 49 * 24 }, (_none, hour) => {
    const at = new Date(start + hour * 3_600_000);
    const day = 1 + 0.6 * Math.sin(((at.getUTCHours() - 9) / 24) * 2 * Math.PI);
    return `${at.toISOString().slice(0, 19)}Z,${Math.round(100_000 * day)}`;
  });
  return ['time,requests', ...rows].join('\n');
}
