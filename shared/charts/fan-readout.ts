import { dayText, fromIsoText } from './civil-date.ts';
import { FAN_BANDS, type FanChartData, type FanFrame } from './fan-chart-data.ts';
import { percentText, quantityText } from './number-text.ts';
import type { ChartTable, ReadoutPoint } from './scene.ts';

/** Every day of history and futures, with its values. */
export function readOutFan({ data, isWeekly, times, past, toX, toY }: FanFrame): ReadoutPoint[] {
  const { fan, unit, events = [] } = data;
  const spanText = (at: number) => (isWeekly ? `week from ${dayText(at)}` : dayText(at));
  const first = times[0] ?? Infinity;
  const observed = past
    .filter(({ at }) => at < first)
    .map(({ at, value }): ReadoutPoint => ({
      x: toX(at),
      label: spanText(at),
      values: [
        { name: 'observed', text: value === null ? 'missing' : quantityText(value, unit), role: 'ink-2' },
      ],
      dots: value === null ? [] : [{ y: toY(value), role: 'ink-2' }],
    }));
  const named = new Map(
    events.map(({ date, name }) => [times.findLast((time) => time <= fromIsoText(date)), name]),
  );
  const seen = new Map(past.map(({ at, value }) => [at, value]));
  const futures = times.map((at, index): ReadoutPoint => ({
    x: toX(at),
    label: named.has(at) ? `${spanText(at)} · ${named.get(at)}` : spanText(at),
    values: [
      ...(seen.get(at) != null
        ? [{ name: 'observed', text: quantityText(seen.get(at)!, unit), role: 'ink-2' as const }]
        : []),
      { name: 'median', text: quantityText(fan.p50[index]!, unit), role: 'accent' },
      ...FAN_BANDS.toReversed().map(({ role, low, high, name }) => ({
        name,
        role,
        text: `${quantityText(fan[low][index]!, '')} to ${quantityText(fan[high][index]!, unit)}`,
      })),
    ],
    dots: [{ y: toY(fan.p50[index]!), role: 'accent' }],
  }));
  return [...observed, ...futures];
}

/** One row per day: what was observed and seven quantiles of the futures. */
export function tabulateFan(
  { fan, unit }: FanChartData,
  { times, past }: Pick<FanFrame, 'times' | 'past'>,
): ChartTable {
  const seen = new Map(past.map(({ at, value }) => [at, value]));
  const first = times[0] ?? Infinity;
  return {
    columns: [
      { title: 'Day', numeric: false },
      { title: 'Observed', unit, numeric: true },
      ...['2.5', '10', '25', '50', '75', '90', '97.5'].map((p) => ({
        title: percentText(Number(p) / 100),
        unit,
        numeric: true,
      })),
    ],
    rows: [
      ...past
        .filter(({ at }) => at < first)
        .map(({ at, value }) => [dayText(at), value, null, null, null, null, null, null, null]),
      ...times.map((at, index) => [
        dayText(at),
        seen.get(at) ?? null,
        fan.p2_5[index]!,
        fan.p10[index]!,
        fan.p25[index]!,
        fan.p50[index]!,
        fan.p75[index]!,
        fan.p90[index]!,
        fan.p97_5[index]!,
      ]),
    ],
  };
}
