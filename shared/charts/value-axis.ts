import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { label, type LabelSpace } from './label-space.ts';
import { numberText, percentText } from './number-text.ts';
import type { Box, Mark } from './scene.ts';
import { textWidth } from './text-size.ts';

export interface ValueAxis {
  ticks: number[];
  texts: string[];
  /** Pixels the labels need at the left of the plot. */
  room: number;
  domain: [number, number];
}

/** Three to five round values around `least` and `most`. */
export function findValueAxis(least: number, most: number, unit: string, height = 200): ValueAxis {
  const [low, high] =
    most > least ? [least, most] : [Math.min(0, least), least === 0 ? 1 : Math.max(0, least * 1.2)];
  const { domain, ticks } = niceTicks(low, high, height < 90 ? 3 : 5);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1;
  const texts = ticks.map((tick) => tickText(tick, step, unit));
  return { ticks, texts, room: Math.max(...texts.map((text) => textWidth(text, 11)), 8) + 8, domain };
}

/** As many round values as there may be, never more. */
function niceTicks(low: number, high: number, most: number): Pick<ValueAxis, 'domain' | 'ticks'> {
  for (let count = most; ; count -= 1) {
    const nice = scaleLinear().domain([low, high]).nice(count);
    const ticks = nice.ticks(count);
    if (ticks.length <= most || count === 1) return { domain: nice.domain() as [number, number], ticks };
  }
}

export function toValueScale({ domain }: ValueAxis, { y, height }: Box): ScaleLinear<number, number> {
  return scaleLinear()
    .domain(domain)
    .range([y + height, y]);
}

/** Grid lines with their values, and the unit above the highest. */
export function drawValueAxis(
  { ticks, texts }: ValueAxis,
  scale: (value: number) => number,
  plot: Box,
  unit: string,
  space: LabelSpace,
): Mark[] {
  const unitLabel = unit === '' || unit === 'share' ? null : space.place([label(0, 10, unit)]);
  return [
    ...(unitLabel ? [unitLabel] : []),
    ...ticks.flatMap((tick, index): Mark[] => {
      const y = scale(tick);
      const text = space.place([label(plot.x - 8, y + 4, texts[index]!, { anchor: 'end' })]);
      const line: Mark = {
        kind: 'line',
        x1: plot.x,
        x2: plot.x + plot.width,
        y1: y,
        y2: y,
        stroke: 'line',
        strokeWidth: 1,
      };
      return text ? [line, text] : [line];
    }),
  ];
}

function tickText(tick: number, step: number, unit: string): string {
  if (unit === 'share') return step < 0.001 ? `${Number((tick * 100).toFixed(3))}\u00a0%` : percentText(tick);
  const magnitude = Math.floor(Math.log10(Math.max(Math.abs(tick), step)));
  return numberText(tick, Math.max(1, magnitude - Math.floor(Math.log10(step)) + 2));
}
