import { scaleLinear } from 'd3-scale';
import { momentText } from './civil-date.ts';
import { drawCell, drawHeatLegend, drawRowNames, type CellSize } from './heat-cells.ts';
import { createLabelSpace } from './label-space.ts';
import { percentText, utilizationText } from './number-text.ts';
import type { Box, Mark, ReadoutPoint, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';
import { drawTimeSpans, type TimeSpan } from './time-spans.ts';

/** How busy components are, minute by minute: quiet up to the threshold, warm above it. */
export interface BusyMinutesData {
  /** Wall-clock milliseconds: ends of the span, cut into as many equal parts as a row has values. */
  range: readonly [from: number, to: number];
  /** Busy share of the servers; null where it is not known yet. `notes` are read out beside it. */
  rows: readonly {
    id: string;
    name: string;
    values: readonly (number | null)[];
    notes?: readonly { name: string; text: string }[][];
  }[];
  threshold: number;
  spans: readonly TimeSpan[];
}

const ROW = { least: 14, most: 30 };
const LEGEND = 18;
const MARKS_ABOVE = 5;

export function layoutBusyMinutes(data: BusyMinutesData, { width, height }: Size): Scene {
  const { rows, range } = data;
  const names = Math.max(0, ...rows.map(({ name }) => textWidth(name, 11))) + 10;
  const left = Math.min(names, width * 0.32);
  const row = Math.max(
    ROW.least,
    Math.min(ROW.most, (height - 20 - LEGEND - MARKS_ABOVE) / Math.max(1, rows.length)),
  );
  const plot = { x: left, y: MARKS_ABOVE, width: Math.max(20, width - left), height: row * rows.length };
  const size = { width, height: plot.y + plot.height + 20 + LEGEND };
  const space = createLabelSpace(size);
  const toX = scaleLinear()
    .domain([...range])
    .range([plot.x, plot.x + plot.width]);
  const columns = Math.max(1, ...rows.map(({ values }) => values.length));
  const cell = { width: plot.width / columns, height: row };
  return {
    ...size,
    plot,
    marks: [
      ...drawRowNames(rows, plot, row, space),
      ...drawCells(data, plot, cell),
      ...drawTimeAxis(findTimeTicks(...range, plot.width), toX, plot, space),
      ...drawTimeSpans(
        data.spans,
        toX,
        { ...plot, y: 1, height: 0 },
        createLabelSpace({ width: 0, height: 0 }),
      ),
      ...drawHeatLegend(legend(data), plot, size.height, space),
    ],
    readout: { points: readOut(data, plot, cell, columns) },
    table: {
      columns: [
        { title: 'Time', numeric: false },
        ...rows.map(({ name }) => ({ title: name, unit: 'share', numeric: true })),
      ],
      rows: Array.from({ length: columns }, (_none, index) => [
        momentText(timeOf(data, columns, index)),
        ...rows.map(({ values }) => values[index] ?? null),
      ]),
    },
  };
}

const timeOf = ({ range: [from, to] }: BusyMinutesData, columns: number, index: number): number =>
  from + ((to - from) * index) / columns;

function drawCells({ rows, threshold }: BusyMinutesData, plot: Box, size: CellSize): Mark[] {
  return rows.flatMap(({ id, values }, row) =>
    values.flatMap((value, column) =>
      drawCell(plot, size, { row, column, key: `${id}/${column}` }, value, threshold),
    ),
  );
}

const legend = ({ threshold }: BusyMinutesData) => ({
  quiet: `below ${percentText(threshold)} busy`,
  warm: 'above',
  full: 'all busy',
});

function readOut(
  data: BusyMinutesData,
  plot: Box,
  { width, height }: CellSize,
  columns: number,
): ReadoutPoint[] {
  return data.rows.flatMap(({ id, name, values, notes }, row) =>
    values.map((value, index): ReadoutPoint => ({
      x: plot.x + (index + 0.5) * width,
      y: plot.y + (row + 0.5) * height,
      row,
      label: `${name} · ${momentText(timeOf(data, columns, index))}`,
      values: [
        { name: 'servers busy', text: value === null ? 'not known yet' : utilizationText(value) },
        ...(notes?.[index] ?? []),
      ],
      key: `${id}/${index}`,
    })),
  );
}
