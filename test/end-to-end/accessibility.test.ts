import { AxeBuilder } from '@axe-core/playwright';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { screenList } from '#renderer/app/screen-list.ts';
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual(
      [],
    );
    const [scrolled, shown] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(scrolled).toBeLessThanOrEqual(shown!);
  });
});

it('logs no error in the browser on the way', () => {
  expect(open.errors).toEqual([]);
});
