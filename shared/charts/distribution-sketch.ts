import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import type { Density } from './density.ts';
import { createLabelSpace, label } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Mark, Scene, Size } from './scene.ts';

/** A density with its mean and 95th percentile. `scale` turns stored values into shown ones (100 for percent). */
export interface DistributionSketchData {
  density: Density;
  unit: string;
  scale?: number;
}

const POINTS = 160;

export function layoutDistributionSketch(
  { density, unit, scale = 1 }: DistributionSketchData,
  { width, height }: Size,
): Scene {
  const plot = { x: 0, y: 2, width, height: Math.max(16, height - 18) };
  const bottom = plot.y + plot.height;
  const toX = scaleLinear().domain([density.from, density.to]).range([0, width]);
  const values = Array.from(
    { length: POINTS + 1 },
    (_none, index) => density.from + ((density.to - density.from) * index) / POINTS,
  );
  const heights = values.map((value) => density.at(value));
  const highest = max(heights.filter(Number.isFinite)) || 1;
  // The names of mean and p95 stand above the curve where there is room for both.
  const reach = plot.height - (plot.height > 30 ? 14 : 1);
  const toY = (relative: number) => bottom - Math.min(1, relative / highest) * reach;
  const text = (value: number) => quantityText(value * scale, unit);
  const space = createLabelSpace({ width, height });
  const shape: Mark = {
    kind: 'path',
    fill: 'fan-80',
    d:
      area<number>(
        (value) => toX(value),
        bottom,
        (_value, index) => toY(heights[index]!),
      ).digits(1)(values) ?? '',
  };
  const named = [
    { name: 'mean', value: density.mean, y: plot.y + 10 },
    ...(density.single ? [] : [{ name: 'p95', value: density.p95, y: plot.y + 10 }]),
  ];
  const ends = [
    label(0, height - 2, text(density.from)),
    label(width, height - 2, text(density.to), { anchor: 'end' }),
  ];
  return {
    width,
    height,
    plot,
    marks: [
      ...(density.single ? [] : [shape]),
      { kind: 'line', x1: 0, x2: width, y1: bottom, y2: bottom, stroke: 'line-strong', strokeWidth: 1 },
      ...named.flatMap(({ name, value, y }): Mark[] => {
        const x = toX(value);
        const words = `${name}\u00a0${text(value)}`;
        const placed = space.place([
          label(x + 4, y, words),
          label(x - 4, y, words, { anchor: 'end' }),
          label(x + 4, y + 13, words, { halo: true }),
          label(x - 4, y + 13, words, { anchor: 'end', halo: true }),
        ]);
        const stroke: Mark = {
          kind: 'line',
          x1: x,
          x2: x,
          y1: plot.y,
          y2: bottom,
          stroke: 'ink-2',
          strokeWidth: 1,
        };
        return placed ? [stroke, placed] : [stroke];
      }),
      ...ends.flatMap((end) => space.place([end]) ?? []),
    ],
    readout: {
      points: named.map(({ name, value }) => ({
        x: toX(value),
        label: name,
        values: [{ name, text: text(value), role: 'accent' as const }],
      })),
    },
    table: {
      columns: [
        { title: 'Value', unit, numeric: true },
        { title: 'Relative density', numeric: true },
      ],
      rows: values.map((value, index) => [value * scale, density.single ? null : heights[index]! / highest]),
    },
  };
}
