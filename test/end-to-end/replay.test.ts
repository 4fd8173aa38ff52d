import { AxeBuilder } from '@axe-core/playwright';
import { createRouterClient } from '@orpc/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { focused, tabTo } from './by-keyboard.ts';
import { openThePage, type OpenPage } from './the-page.ts';

let open: OpenPage;

/** The sample over two months with a hundredth of its requests, so that an hour is quickly replayed. */
function aQuietShop() {
  const plan = theSamplePlan();
  const journeys = plan.demand.journeys.map((journey) => ({ ...journey, level: 1 }));
  return {
    ...plan,
    id: 'quiet-shop',
    name: 'Quiet shop',
    horizon: { ...plan.horizon, months: 2 },
    demand: { ...plan.demand, journeys },
  };
}

beforeAll(async () => {
  open = await openThePage({ reducedMotion: 'reduce' });
  const client = createRouterClient(open.host.backend.router, { context: {} });
  await client.plans.importFile({ text: formatPlanFile(aQuietShop()) });
  await client.settings.set({ key: 'lastPlan', value: 'quiet-shop' });
  await open.page.reload();
  await open.page.getByRole('button', { name: 'Command palette' }).waitFor();
}, 300_000);

afterAll(() => open?.close());

const patient = { timeout: 60_000 };
const title = () => open.page.getByRole('heading', { level: 1 }).innerText();

describe('an hour is checked by keyboard alone', () => {
  test('the busiest hour of a component is found in the palette', async () => {
    const { page } = open;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('busiest hour of web');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title(), patient).toMatch(/^Replay/);
    await expect
      .poll(() => page.getByLabel(/^From \(/).inputValue(), patient)
      .toMatch(/^2027-0[12]-\d\dT\d\d:00$/);
    await page.getByText(/requests in \d+ repetitions/).waitFor(patient);
  }, 120_000);

  test('it is replayed, and the title says whether the engines agree', async () => {
    const { page } = open;
    await tabTo(page, /^Replay$/);
    await page.keyboard.press('Enter');
    await expect
      .poll(title, { timeout: 180_000 })
      .toMatch(/^(Both engines agree|The engines (are close|differ)) on checkout p95/);
    await page.getByText(/^Every request is accounted for/).waitFor();
    await expect.poll(() => focused(page)).not.toBe('');
  }, 240_000);

  test('a picture is read out with the arrow keys', async () => {
    const { page } = open;
    await tabTo(page, /^Checkout response time\. Arrow keys/);
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.locator('.replay-pictures output').first().innerText())
      .toMatch(/p95 \d+\sms.*p95, time-step engine \d+\sms/);
  });

  test('a component is brought down, and the replay is held against the one without', async () => {
    const { page } = open;
    await tabTo(page, /^Fault, surge or slow component/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^(What happens|A component is down)/, 'Shift+Tab');
    await tabTo(page, /^(Component|Edge)/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Pay');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Field For/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('15');
    await tabTo(page, /^Replay( again)?$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(title, { timeout: 180_000 })
      .toMatch(/^With Payment down for 15\smin, 2\d\s% of checkout requests are lost instead of none/);
    await page.getByRole('heading', { name: /^With and without/ }).waitFor();
  }, 240_000);

  test('and taken out again', async () => {
    const { page } = open;
    await tabTo(page, /^Remove Disturbance 1/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('From minute').count()).toBe(0);
    await page.getByText(/has changed since/).waitFor();
    await expect.poll(() => focused(page)).not.toBe('');
  });
});

describe.each([
  [1440, 'light'],
  [1440, 'dark'],
  [800, 'light'],
  [800, 'dark'],
] as const)('at %i pixels, %s', (width, colorScheme) => {
  test('the answer can be used by everybody', async () => {
    const { page } = open;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.waitForLoadState('networkidle');
    expect(await violationsOf(page)).toEqual([]);
    const [scrolled, shown] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(scrolled).toBeLessThanOrEqual(shown!);
  });
});

test('the browser logged no error on the way', () => {
  expect(open.errors).toEqual([]);
});

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}
