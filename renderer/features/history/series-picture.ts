import { createLocalClock } from '#shared/calendar/local-time.ts';
import type { LineChartData } from '#shared/charts/line-chart.ts';
import type { Series } from '#shared/history/series.ts';

/** Buckets of a series between two instants, as the backend gives them. */
export interface SampleBuckets {
  at: number[];
  mean: number[];
  least: number[];
  most: number[];
}

/** Mean as a line within its least and most, in the series' own zone; a missing stretch interrupts it. */
export function drawSeries(
  { unit, kind, timeZone }: Series,
  { at, mean, least, most }: SampleBuckets,
): LineChartData {
  const clock = createLocalClock(timeZone, at[0] ?? 0, at.at(-1) ?? 0);
  const usual = usualDistance(at);
  const times: number[] = [];
  const line: (number | null)[] = [];
  const low: (number | null)[] = [];
  const high: (number | null)[] = [];
  const put = (instant: number, values: [number | null, number | null, number | null]) => {
    times.push(clock.toWall(instant));
    line.push(values[0]);
    low.push(values[1]);
    high.push(values[2]);
  };
  at.forEach((instant, index) => {
    if (index > 0 && instant - at[index - 1]! > usual * 1.75) put(at[index - 1]! + usual, [null, null, null]);
    put(instant, [mean[index]!, least[index]!, most[index]!]);
  });
  return {
    unit: kind === 'ratio' && unit === '' ? 'share' : unit,
    times,
    series: [{ name: 'mean', role: 'accent', values: line, bands: [{ low, high, name: 'least to most' }] }],
  };
}

/** The first values of a file in the order of their times, in the zone they would be read in. */
export function drawSample(
  { at, values }: { at: readonly number[]; values: readonly (number | null)[] },
  { name, unit, timeZone = 'UTC' }: { name: string; unit: string; timeZone: string | undefined },
): LineChartData {
  const order = at.map((_instant, index) => index).toSorted((a, b) => at[a]! - at[b]!);
  const clock = createLocalClock(timeZone, at[order[0]!] ?? 0, at[order.at(-1)!] ?? 0);
  return {
    unit,
    times: order.map((index) => clock.toWall(at[index]!)),
    series: [{ name, role: 'accent', values: order.map((index) => values[index]!) }],
  };
}

/** Median distance between neighbours. */
function usualDistance(at: readonly number[]): number {
  const distances = at
    .slice(1)
    .map((instant, index) => instant - at[index]!)
    .toSorted((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 1;
}
