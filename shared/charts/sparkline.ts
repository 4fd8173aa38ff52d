import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { quantityText } from './number-text.ts';
import type { Scene, Size } from './scene.ts';

/** A line without axes, as small as a word; gaps stay gaps. */
export interface SparklineData {
  values: readonly (number | null)[];
  unit: string;
  /** Names of the positions, for the read-out; numbers from 1 unless given. */
  labels?: readonly string[];
}

export function layoutSparkline({ values, unit, labels }: SparklineData, { width, height }: Size): Scene {
  const present = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const [least = 0, most = 1] = extent(present);
  const toX = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([2, width - 2]);
  const toY = scaleLinear()
    .domain(least === most ? [least - 1, most + 1] : [least, most])
    .range([height - 2, 2]);
  const indices = values.map((_value, index) => index);
  const isPresent = (index: number) => values[index] !== null && Number.isFinite(values[index]);
  const d = line<number>(
    (index) => toX(index),
    (index) => toY(values[index]!),
  )
    .defined(isPresent)
    .digits(1)(indices);
  const name = (index: number) => labels?.[index] ?? String(index + 1);
  return {
    width,
    height,
    plot: { x: 0, y: 0, width, height },
    marks: d ? [{ kind: 'path', d, stroke: 'accent', strokeWidth: 1.25 }] : [],
    readout: {
      points: indices.filter(isPresent).map((index) => ({
        x: toX(index),
        label: name(index),
        dots: [{ y: toY(values[index]!), role: 'accent' as const }],
        values: [{ name: 'value', text: quantityText(values[index]!, unit), role: 'accent' as const }],
      })),
    },
    table: {
      columns: [
        { title: 'Position', numeric: false },
        { title: 'Value', unit, numeric: true },
      ],
      rows: indices.map((index) => [name(index), values[index] ?? null]),
    },
  };
}
