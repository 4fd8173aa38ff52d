import { createLocalClock, hourOfWeek } from '#shared/calendar/local-time.ts';
import { createStream, randomKey } from '#shared/statistics/random.ts';
import { DAY_MS, HOUR_MS } from '#shared/units/instant.ts';
import { SHOP_HOUR_OF_WEEK, SHOP_MONTH_OF_YEAR } from './seasons.ts';

/**
 * Two years of requests per hour as the shop's monitoring would have kept them, made from the same
 * seasons as its plan:
 *
 *   requests = 3600 × level × growth × hour of week × month × Black Friday × noise, counted (Poisson)
 *
 * `level` is the plan's on its first day; growth is 45 % a year and passes through 1 on that day;
 * noise is a lognormal AR(1) with a part that all journeys share. Times are Berlin wall-clock hours:
 * the hour that spring skips is not there, the hour that autumn repeats is there twice. Eleven hours
 * are missing, as after an outage of the monitoring.
 */
export const SHOP_HISTORY = {
  from: Date.UTC(2024, 9, 31, 23),
  /** Exclusive: 2026-11-01 00:00 in Berlin. */
  to: Date.UTC(2026, 9, 31, 23),
  timeZone: 'Europe/Berlin',
  planStart: Date.UTC(2026, 11, 31, 23),
  growthPerYear: 0.45,
  /** Requests per second on the plan's first day, seasons aside. */
  levels: { browse: 420, search: 160, cart: 117, checkout: 28 },
  noise: { sigma: 0.09, autocorrelation: 0.85, commonShare: 0.6 },
  blackFridays: [
    { day: '2024-11-29', multiplier: 2.5 },
    { day: '2025-11-28', multiplier: 2.7 },
  ],
  rampHours: 6,
  missing: [
    '2025-03-12T02',
    '2025-08-04T14',
    '2025-08-04T15',
    '2025-08-04T16',
    '2026-01-19T03',
    '2026-01-19T04',
    '2026-05-06T11',
    '2026-05-06T12',
    '2026-05-06T13',
    '2026-05-06T14',
    '2026-09-22T23',
  ],
  seed: 20_270_101,
} as const;

type Journey = keyof typeof SHOP_HISTORY.levels;
const journeys = Object.keys(SHOP_HISTORY.levels) as Journey[];

/** The history as CSV: local hours, then one column per journey. */
export function shopHistoryCsv(): string {
  const lines = [`hour,${journeys.join(',')}`];
  for (const { wall, requests } of shopHours()) {
    if (SHOP_HISTORY.missing.includes(wall.slice(0, 13) as never)) continue;
    lines.push(`${wall.replace('T', ' ')},${journeys.map((journey) => requests[journey]).join(',')}`);
  }
  return `${lines.join('\n')}\n`;
}

export interface ShopHour {
  /** Epoch milliseconds. */
  at: number;
  /** `2026-05-06T11:00` in Berlin. */
  wall: string;
  requests: Record<Journey, number>;
}

/** Every hour, those that the file leaves out included. */
export function shopHours(): ShopHour[] {
  const { from, to, timeZone, noise, seed, levels } = SHOP_HISTORY;
  const clock = createLocalClock(timeZone, from, to);
  const common = createNoise(seed, 'common');
  const own = Object.fromEntries(journeys.map((journey) => [journey, createNoise(seed, journey)]));
  const counted = createStream(randomKey(seed, 0, 'sample/counts'));
  const hours: ShopHour[] = [];
  for (let at = from; at < to; at += HOUR_MS) {
    const wall = clock.toWall(at);
    const expected =
      growthAt(at) * SHOP_HOUR_OF_WEEK[hourOfWeek(wall)]! * monthFactor(wall) * blackFridayFactor(wall);
    const shared = common();
    const requests = Object.fromEntries(
      journeys.map((journey) => {
        const deviation =
          Math.sqrt(noise.commonShare) * shared + Math.sqrt(1 - noise.commonShare) * own[journey]!();
        const mean =
          3600 * levels[journey] * expected * Math.exp(noise.sigma * deviation - noise.sigma ** 2 / 2);
        return [journey, Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(counted)))];
      }),
    );
    hours.push({
      at,
      wall: new Date(wall).toISOString().slice(0, 16),
      requests: requests as Record<Journey, number>,
    });
  }
  return hours;
}

function growthAt(at: number): number {
  const years = (at - SHOP_HISTORY.planStart) / (365.25 * DAY_MS);
  return (1 + SHOP_HISTORY.growthPerYear) ** years;
}

/** The plan's month factors, joined by straight lines between mid-months. */
function monthFactor(wall: number): number {
  const date = new Date(wall);
  const month = date.getUTCMonth();
  const middle = Date.UTC(date.getUTCFullYear(), month, 16);
  const neighbour = wall < middle ? month - 1 : month + 1;
  const share = Math.abs(wall - middle) / (30.44 * DAY_MS);
  const own = SHOP_MONTH_OF_YEAR[month]!;
  return own + share * (SHOP_MONTH_OF_YEAR[(neighbour + 12) % 12]! - own);
}

/** A day with ramps of six hours up and down. */
function blackFridayFactor(wall: number): number {
  for (const { day, multiplier } of SHOP_HISTORY.blackFridays) {
    const hours = (wall - Date.parse(`${day}T00:00Z`)) / HOUR_MS;
    if (hours < 0 || hours >= 24) continue;
    const height = Math.min(
      1,
      (hours + 0.5) / SHOP_HISTORY.rampHours,
      (24 - hours - 0.5) / SHOP_HISTORY.rampHours,
    );
    return 1 + (multiplier - 1) * height;
  }
  return 1;
}

/** Standard normal AR(1). */
function createNoise(seed: number, purpose: string): () => number {
  const { autocorrelation } = SHOP_HISTORY.noise;
  const uniform = createStream(randomKey(seed, 0, `sample/${purpose}`));
  let value = normal(uniform);
  return () => {
    value = autocorrelation * value + Math.sqrt(1 - autocorrelation ** 2) * normal(uniform);
    return value;
  };
}

/** Box and Muller 1958. */
const normal = (uniform: () => number): number =>
  Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
