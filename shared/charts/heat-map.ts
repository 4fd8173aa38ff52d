import { fromIsoText, toCivilDate, windowText } from './civil-date.ts';
import { drawCell, drawHeatLegend, drawRowNames, type CellSize } from './heat-cells.ts';
import { createLabelSpace, label, type LabelSpace } from './label-space.ts';
import { percentText, utilizationText } from './number-text.ts';
import type { Box, ChartTable, Mark, ReadoutPoint, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';

/**
 * Rows (components) by columns (months), shares of a limit. Quiet up to the threshold; colour, and a
 * dot where more was asked than can be done, above it.
 */
export interface HeatMapData {
  /** `2027-01`, or other windows. */
  columns: readonly string[];
  rows: readonly HeatMapRow[];
  /** Colour starts here; 0.8 = 80 %. */
  threshold: number;
  /** What a cell shows, "utilization". */
  measure: string;
}

interface HeatMapRow {
  id: string;
  name: string;
  values: readonly number[];
  /** How the futures lie around what is shown. */
  spread?: { low: readonly number[]; middle: readonly number[]; high: readonly number[] };
  /** More to read out of a cell. */
  notes?: readonly ({ name: string; text: string } | null)[];
}

const ROW = { least: 12, most: 30 };
const LEGEND = 18;

export function layoutHeatMap(data: HeatMapData, { width, height }: Size): Scene {
  const wanted = Math.max(0, ...data.rows.map(({ name }) => textWidth(name, 11))) + 10;
  const left = Math.min(wanted, width * 0.32);
  const rowHeight = Math.max(
    ROW.least,
    Math.min(ROW.most, (height - 20 - LEGEND) / Math.max(1, data.rows.length)),
  );
  const plot = { x: left, y: 2, width: Math.max(20, width - left), height: rowHeight * data.rows.length };
  const cell = { width: plot.width / Math.max(1, data.columns.length), height: rowHeight };
  const fullHeight = plot.y + plot.height + 20 + LEGEND;
  const space = createLabelSpace({ width, height: fullHeight });
  return {
    width,
    height: fullHeight,
    plot,
    marks: [
      ...drawRowNames(data.rows, plot, cell.height, space),
      ...drawCells(data, plot, cell),
      ...drawColumnNames(data, plot, cell.width, space),
      ...drawHeatLegend(legend(data), plot, fullHeight, space),
    ],
    readout: { points: readOut(data, plot, cell) },
    table: toTable(data),
  };
}

function drawCells({ rows, columns, threshold }: HeatMapData, plot: Box, size: CellSize): Mark[] {
  return rows.flatMap(({ id, values }, row) =>
    columns.flatMap((name, column): Mark[] => {
      const value = values[column];
      if (value === undefined || !Number.isFinite(value)) return [];
      return drawCell(plot, size, { row, column, key: `${id}/${name}` }, value, threshold);
    }),
  );
}

function drawColumnNames({ columns }: HeatMapData, plot: Box, cellWidth: number, space: LabelSpace): Mark[] {
  const y = plot.y + plot.height + 14;
  const starts = columns.map((column, index) => ({ index, ...toCivilDate(fromIsoText(column)) }));
  const years = starts.filter(({ index, month }) => index === 0 || month === 1);
  const named = years.flatMap(
    ({ index, year }) =>
      space.place([label(plot.x + index * cellWidth + 1, y, String(year), { fill: 'ink' })]) ?? [],
  );
  const quarters = starts
    .filter(({ month }) => month === 4 || month === 7 || month === 10)
    .flatMap(
      ({ index, month }) =>
        space.place([label(plot.x + index * cellWidth + 1, y, ['Apr', 'Jul', 'Oct'][(month - 4) / 3]!)]) ??
        [],
    );
  return [...named, ...quarters];
}

const legend = ({ threshold }: HeatMapData) => ({
  quiet: `below ${percentText(threshold)}`,
  warm: 'above',
  full: 'over 100\u00a0%',
});

function readOut(
  { rows, columns, measure }: HeatMapData,
  plot: Box,
  { width, height }: CellSize,
): ReadoutPoint[] {
  return rows.flatMap(({ id, name, values, spread, notes }, row) =>
    columns.map((column, index): ReadoutPoint => {
      const note = notes?.[index];
      return {
        x: plot.x + (index + 0.5) * width,
        y: plot.y + (row + 0.5) * height,
        row,
        label: `${name} · ${windowText(column)}`,
        values: [
          ...(spread
            ? spreadWords(spread, index)
            : [
                {
                  name: measure,
                  text: values[index] === undefined ? 'missing' : utilizationText(values[index]),
                },
              ]),
          ...(note ? [note] : []),
        ],
        key: `${id}/${column}`,
      };
    }),
  );
}

const spreadWords = ({ low, middle, high }: NonNullable<HeatMapRow['spread']>, index: number) =>
  [
    { name: '5\u00a0% of futures below', of: low },
    { name: 'half of the futures below', of: middle },
    { name: '95\u00a0% of futures below', of: high },
  ].map(({ name, of }) => ({ name, text: of[index] === undefined ? 'missing' : utilizationText(of[index]) }));

/** A line per component and month where the spread is known, else components by months. */
function toTable({ rows, columns }: HeatMapData): ChartTable {
  if (!rows.every(({ spread }) => spread)) {
    return {
      columns: [
        { title: 'Component', numeric: false },
        ...columns.map((column) => ({ title: windowText(column), unit: 'share', numeric: true })),
      ],
      rows: rows.map(({ name, values }) => [name, ...values]),
    };
  }
  return {
    columns: [
      { title: 'Component', numeric: false },
      { title: 'Month', numeric: false },
      ...['5th percentile', 'Median', '95th percentile'].map((title) => ({
        title,
        unit: 'share',
        numeric: true,
      })),
    ],
    rows: rows.flatMap(({ name, spread }) =>
      columns.map((column, index) => [
        name,
        windowText(column),
        spread?.low[index] ?? null,
        spread?.middle[index] ?? null,
        spread?.high[index] ?? null,
      ]),
    ),
  };
}
