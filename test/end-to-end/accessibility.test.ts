import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AxeBuilder } from '@axe-core/playwright';
import { createRouterClient } from '@orpc/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { screenList } from '#renderer/app/screen-list.ts';
import { RESOURCES } from '#test/makers/a-backend.ts';
import { aShortShop, goTo, openThePage, type OpenPage } from './the-page.ts';

let open: OpenPage;

/** A shop with a second scenario and a finished run, so that every screen has something to show. */
beforeAll(async () => {
  open = await openThePage({ reducedMotion: 'reduce' });
  const client = createRouterClient(open.host.backend.router, { context: {} });
  const plan = JSON.parse(aShortShop());
  const overrides = [{ path: 'components/cart-store/instances', value: 9 }];
  plan.scenarios = [{ id: 'more-cache', name: 'More cache', parent: 'base', overrides }];
  await client.plans.importFile({ text: JSON.stringify(plan) });
  const events = await client.runs.start({ plan: plan.id, replications: 1000, seed: 1 });
  for await (const event of events) if (event.kind === 'done') break;
  const samples = readFileSync(join(RESOURCES, 'sample/online-shop-requests.csv'));
  const staged = open.host.backend.stageStream('requests.csv', Readable.from([samples]));
  for await (const event of await client.history.import({ plan: plan.id, staged: await staged }))
    if (event.kind === 'done') break;
  await client.settings.set({ key: 'lastPlan', value: plan.id });
  await open.page.reload();
  await open.page
    .getByText(/1[\s\u202f]?000 futures/)
    .first()
    .waitFor({ timeout: 60_000 });
}, 300_000);

afterAll(() => open?.close());

const windows = [1440, 800].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.each(windows)('at $width pixels, $colorScheme', ({ width, colorScheme }) => {
  beforeAll(async () => {
    await open.page.setViewportSize({ width, height: 900 });
    await open.page.emulateMedia({ colorScheme });
  });

  it.each(screenList.map(({ label }) => label))('%s can be used by everybody', async (screen) => {
    const { page } = open;
    await goTo(page, screen);
    await page.waitForLoadState('networkidle');
    expect(await violationsOf(page)).toEqual([]);
    const [scrolled, shown] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(scrolled).toBeLessThanOrEqual(shown!);
  });

  it.each(['Demand', 'Utilization', 'Response times', 'Losses', 'Availability', 'Outages'])(
    'the evidence %s can be used by everybody',
    async (picture) => {
      const { page } = open;
      await goTo(page, 'Verdict');
      await page.getByRole('radio', { name: picture, exact: true }).click();
      await page.locator('.verdict-evidence figure svg').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
    },
  );
});

const panels: [name: string, open: (page: Page) => Promise<void>][] = [
  ['the command palette', (page) => page.keyboard.press('Control+k')],
  ['the keyboard shortcuts', (page) => page.keyboard.press('?')],
  ['the plan settings', (page) => chooseInPalette(page, 'Plan settings')],
  ['the name of a scenario', (page) => page.getByRole('button', { name: 'Add a scenario' }).press('Enter')],
  ['the details in a narrow window', (page) => page.getByRole('button', { name: 'Details' }).press('Enter')],
];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each(panels)('%s can be used by everybody', async (_name, openPanel) => {
    const { page } = open;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 800, height: 900 });
    await goTo(page, 'Capacity');
    await openPanel(page);
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

it('logs no error in the browser on the way', () => {
  expect(open.errors).toEqual([]);
});

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

async function chooseInPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}
