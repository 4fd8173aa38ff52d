import { createLocalClock } from '../calendar/local-time.ts';
import { occurrences } from '../calendar/recurrence.ts';
import { fromIsoText } from '../charts/civil-date.ts';
import type { Recurrence } from '../domain/time.ts';
import { DAY_MS } from '../units/instant.ts';

/** Far enough to see a yearly rule twice. */
const LOOK_AHEAD_DAYS = 2 * 366;

/** Wall clocks (as UTC epoch milliseconds) of the first `count` starts from the day on, within two years. */
export function nextStarts(window: Recurrence, fromDay: string, count: number): number[] {
  const from = fromIsoText(fromDay);
  const to = from + LOOK_AHEAD_DAYS * DAY_MS;
  const clock = createLocalClock(window.tzid, from, to);
  return occurrences(window, from, to)
    .filter(({ start }) => clock.toWall(start) >= from)
    .slice(0, count)
    .map(({ start }) => clock.toWall(start));
}
