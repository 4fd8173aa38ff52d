import { percentText } from './number-text.ts';
import type { Mark, Role, Scene, Size } from './scene.ts';

/** A figure of one engine beside the interval of the other, as shares of the interval's middle. */
export interface IntervalBarData {
  /** Ends of the interval and the figure, less the middle, over the middle. */
  low: number;
  high: number;
  figure: number;
  role: Role;
  /** The bar reaches this far to both sides. */
  reach: number;
}

/** Small enough for a cell of a table: no axis, the middle as a hairline. What is beyond the reach is an arrow. */
export function layoutIntervalBar(data: IntervalBarData, { width, height }: Size): Scene {
  const middle = height / 2;
  const half = width / 2 - 5;
  const toX = (share: number) =>
    width / 2 + (Math.max(-data.reach, Math.min(data.reach, share)) / data.reach) * half;
  const low = toX(data.low);
  const high = toX(data.high);
  const marks: Mark[] = [
    { kind: 'rect', x: 0, y: middle - 2, width, height: 4, radius: 2, fill: 'sunken' },
    {
      kind: 'line',
      x1: width / 2,
      x2: width / 2,
      y1: 2,
      y2: height - 2,
      stroke: 'line-strong',
      strokeWidth: 1,
    },
    {
      kind: 'rect',
      x: low,
      y: middle - 3.5,
      width: Math.max(2, high - low),
      height: 7,
      radius: 2,
      fill: 'fan-80',
    },
    ...drawFigure(data, toX(data.figure), middle),
  ];
  return {
    width,
    height,
    plot: { x: 0, y: 0, width, height },
    marks,
    readout: {
      points: [
        {
          x: toX(data.figure),
          label: 'Difference',
          values: [{ name: 'time-step engine', text: percentText(data.figure), role: data.role }],
        },
      ],
    },
    table: {
      columns: [
        { title: 'Low', unit: 'share', numeric: true },
        { title: 'High', unit: 'share', numeric: true },
        { title: 'Figure', unit: 'share', numeric: true },
      ],
      rows: [[data.low, data.high, data.figure]],
    },
  };
}

function drawFigure({ figure, reach, role }: IntervalBarData, x: number, y: number): Mark[] {
  if (Math.abs(figure) <= reach)
    return [{ kind: 'circle', cx: x, cy: y, r: 4, fill: role, stroke: 'surface', strokeWidth: 1.5 }];
  const tip = figure > 0 ? 4 : -4;
  return [{ kind: 'path', fill: role, d: `M${x + tip},${y}L${x - tip},${y - 4.5}L${x - tip},${y + 4.5}Z` }];
}
