import { label, type LabelSpace } from './label-space.ts';
import type { Box, Mark, Role } from './scene.ts';
import { fitText } from './text-size.ts';

/** A stretch of time in which something happens: an outage, a surge. Wall-clock milliseconds. */
export interface TimeSpan {
  from: number;
  to: number;
  name: string;
  role: Role;
}

/** Shades the spans behind a plot over time, each with its name at the top. */
export function drawTimeSpans(
  spans: readonly TimeSpan[],
  toX: (wall: number) => number,
  plot: Box,
  space: LabelSpace,
): Mark[] {
  const right = plot.x + plot.width;
  return spans.flatMap(({ from, to, name, role }): Mark[] => {
    const x = Math.max(plot.x, Math.min(right, toX(from)));
    const end = Math.max(plot.x, Math.min(right, toX(to)));
    if (end <= x) return [];
    const shade: Mark = {
      kind: 'rect',
      x,
      y: plot.y,
      width: Math.max(1, end - x),
      height: plot.height,
      fill: role,
      opacity: 0.14,
    };
    const edge: Mark = {
      kind: 'line',
      x1: x,
      x2: end,
      y1: plot.y,
      y2: plot.y,
      stroke: role,
      strokeWidth: 2,
    };
    const text = fitText(name, Math.max(end - x, right - x) - 8, 11);
    const ended = fitText(name, end - plot.x - 8, 11);
    const placed =
      text === ''
        ? null
        : space.place([
            label(x + 4, plot.y + 12, text, { halo: true }),
            label(end - 4, plot.y + 12, ended, { anchor: 'end', halo: true }),
            label(x + 4, plot.y + 26, text, { halo: true }),
            label(end - 4, plot.y + 26, ended, { anchor: 'end', halo: true }),
            label(x + 4, plot.y + 40, text, { halo: true }),
          ]);
    return placed ? [shade, edge, placed] : [shade, edge];
  });
}
