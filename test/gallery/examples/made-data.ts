import type { Role } from '#shared/charts/scene.ts';
import type { Band } from '#shared/engine/run-pictures.ts';
import type { Fan } from '#shared/history/demand-fit.ts';

/** Numbers between 0 and 1 that look random and are the same on every machine (mulberry32). */
export function createMadeNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Local days from a start. */
function madeDays(start: string, count: number): string[] {
  const first = Date.parse(`${start}T00:00:00Z`);
  return Array.from({ length: count }, (_none, index) =>
    new Date(first + index * 86_400_000).toISOString().slice(0, 10),
  );
}

/** A history that grows through the year, with a peak in each November. */
export function madeHistory(start: string, count: number, level: number) {
  const random = createMadeNumbers(7);
  const dates = madeDays(start, count);
  const values = dates.map((date, index) => {
    const season =
      1 + 0.12 * Math.sin((index / 365) * 2 * Math.PI) + 0.05 * Math.sin((index / 7) * 2 * Math.PI);
    const peak = date.slice(5) >= '11-24' && date.slice(5) <= '11-29' ? 1.9 : 1;
    return level * (1 + index / 900) * season * peak * (0.97 + 0.06 * random());
  });
  return { dates, values };
}

/** A fan that widens with time around a growing, peaked median. */
export function madeFan(start: string, count: number, level: number): Fan {
  const dates = madeDays(start, count);
  const median = dates.map((date, index) => {
    const season =
      1 + 0.12 * Math.sin((index / 365) * 2 * Math.PI) + 0.05 * Math.sin((index / 7) * 2 * Math.PI);
    const peak = date.slice(5) >= '11-24' && date.slice(5) <= '11-29' ? 2.1 : 1;
    return level * (1 + index / 800) * season * peak;
  });
  const quantile = (z: number) =>
    median.map((value, index) => value * Math.exp(z * (0.04 + (0.22 * index) / count)));
  return {
    dates,
    p50: median,
    p2_5: quantile(-1.96),
    p10: quantile(-1.28),
    p25: quantile(-0.67),
    p75: quantile(0.67),
    p90: quantile(1.28),
    p97_5: quantile(1.96),
  };
}

export function madeMonths(firstYear: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_none, index) => `${firstYear + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  );
}

/** Factors of a week of a shop: quiet nights, evenings, a livelier Sunday. */
export function madeWeek(): number[] {
  const raw = Array.from({ length: 168 }, (_none, hour) => {
    const ofDay = hour % 24;
    const weekend = hour >= 120 ? 1.15 : 1;
    return (
      weekend *
      (0.25 + 0.75 * Math.exp(-(((ofDay - 20) / 4) ** 2)) + 0.6 * Math.exp(-(((ofDay - 12) / 4) ** 2)))
    );
  });
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
  return raw.map((value) => value / mean);
}

/** Quantiles around medians, wide by a share of them; ten times as wide where something extreme happens. */
export function madeBand(medians: readonly number[], width: number, extremes: readonly number[] = []): Band {
  const quantile = (z: number) =>
    medians.map((median, index) => median * Math.exp(z * width * (extremes.includes(index) ? 5 : 1)));
  return {
    p2_5: quantile(-1.96),
    p5: quantile(-1.64),
    p10: quantile(-1.28),
    p25: quantile(-0.67),
    p50: [...medians],
    p75: quantile(0.67),
    p90: quantile(1.28),
    p95: quantile(1.64),
    p97_5: quantile(1.96),
  };
}

/** A part of a stack whose range reaches from nothing to three times its mean. */
export function madePart(
  id: string,
  name: string,
  role: Role,
  windows: readonly string[],
  meanOf: (window: string, index: number) => number,
) {
  const mean = windows.map(meanOf);
  return { id, name, role, mean, low: mean.map(() => 0), high: mean.map((value) => value * 3) };
}

/** Their total, a little less spread than they are together. */
export function sumOfParts(parts: readonly ReturnType<typeof madePart>[]) {
  const mean = parts[0]!.mean.map((_none, index) => parts.reduce((sum, part) => sum + part.mean[index]!, 0));
  return { mean, low: mean.map((value) => value * 0.3), high: mean.map((value) => value * 2.4) };
}
