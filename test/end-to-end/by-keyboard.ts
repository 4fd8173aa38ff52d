import type { Page } from 'playwright-core';

/** More than any screen has places for the focus. */
const MOST_TABS = 120;

/** What has the focus, as it is read out; empty when nothing has. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (!element || element === document.body) return '';
    const labelledBy = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const nameOf = (other: HTMLElement | null) => other?.ariaLabel ?? other?.textContent ?? '';
    const label = labelledBy.map((id) => nameOf(document.getElementById(id))).join(' ');
    const words = element.ariaLabel ?? (label || element.labels?.[0]?.textContent || element.textContent);
    const isField = element instanceof HTMLInputElement;
    return `${isField ? 'Field ' : ''}${words?.replaceAll(/\s+/g, ' ').trim() ?? ''}`;
  });

/** Goes on with Tab until that has the focus. */
export async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (name.test(now)) return;
    passed.push(now.slice(0, 40));
  }
  throw new Error(`${name} can not be reached with ${key}. Passed: ${passed.join(' | ')}`);
}
