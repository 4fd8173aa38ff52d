import { extent, max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { momentText } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace, placeEndLabels } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, ChartTable, Mark, ReadoutPoint, Role, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

interface LineSeries {
  name: string;
  role: Role;
  /** One value per time of the chart; null interrupts the line. */
  values: readonly (number | null)[];
  /** Around the line: from the low to the high end. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[]; role?: Role; name?: string };
  dashed?: boolean;
}

/** Lines over time, their bands, and targets as dashed lines. Times are wall-clock milliseconds. */
export interface LineChartData {
  unit: string;
  times: readonly number[];
  series: readonly LineSeries[];
  targets?: readonly { value: number; name: string; role?: Role }[];
  /** Let the axis start above zero: for shares close to one. */
  floating?: boolean;
  /** How a time reads in the read-out; the day and clock unless given. */
  describeTime?: (wall: number) => string;
}

interface Frame {
  data: LineChartData;
  plot: Box;
  toX: (wall: number) => number;
  toY: (value: number) => number;
  space: LabelSpace;
}

export function layoutLineChart(data: LineChartData, { width, height }: Size): Scene {
  const [least, most] = valueExtent(data);
  const axis = findValueAxis(data.floating ? least : Math.min(0, least), most, data.unit, height);
  const endRoom = width >= 420 ? roomForNames(data) : 10;
  const top = data.unit === 'share' || data.unit === '' ? 8 : 24;
  const plot = {
    x: axis.room,
    y: top,
    width: Math.max(40, width - axis.room - endRoom),
    height: Math.max(20, height - top - 22),
  };
  const [from = 0, to = 1] = extent(data.times);
  const toX = scaleLinear()
    .domain([from, to])
    .range([plot.x, plot.x + plot.width]);
  const frame: Frame = {
    data,
    plot,
    toX,
    toY: toValueScale(axis, plot),
    space: createLabelSpace({ width, height }),
  };
  const axes = [
    ...drawValueAxis(axis, frame.toY, plot, data.unit, frame.space),
    ...drawTimeAxis(findTimeTicks(from, to, plot.width), toX, plot, frame.space),
  ];
  const names = endRoom > 10 ? drawNames(frame) : [];
  return {
    width,
    height,
    plot,
    marks: [...axes, ...drawSeries(frame), ...drawTargets(frame), ...names],
    readout: { points: readOut(frame) },
    table: toTable(data),
  };
}

function valueExtent({ series, targets = [] }: LineChartData): [number, number] {
  const values = [
    ...series.flatMap(({ values, band }) => [...values, ...(band?.low ?? []), ...(band?.high ?? [])]),
    ...targets.map(({ value }) => value),
  ].filter((value): value is number => value !== null && Number.isFinite(value));
  return [min(values) ?? 0, max(values) ?? 1];
}

const roomForNames = ({ series, targets = [] }: LineChartData): number =>
  16 + Math.max(0, ...[...series, ...targets].map(({ name }) => textWidth(name, 11, 600)));

function drawSeries({ data: { times, series }, toX, toY }: Frame): Mark[] {
  const indices = times.map((_time, index) => index);
  const toTime = (index: number) => toX(times[index]!);
  const bands = series.flatMap(({ band }): Mark[] => {
    if (!band) return [];
    const d = area<number>(
      toTime,
      (index) => toY(band.low[index]!),
      (index) => toY(band.high[index]!),
    )
      .defined((index) => band.low[index] != null && band.high[index] != null)
      .digits(1)(indices);
    return [{ kind: 'path', fill: band.role ?? 'fan-95', d: d ?? '' }];
  });
  const lines = series.map(({ values, role, dashed }): Mark => ({
    kind: 'path',
    stroke: role,
    strokeWidth: dashed ? 1.25 : 1.75,
    ...(dashed ? { dash: [3, 3] } : {}),
    d:
      line<number>(toTime, (index) => toY(values[index]!))
        .defined((index) => values[index] != null && Number.isFinite(values[index]))
        .digits(1)(indices) ?? '',
  }));
  return [...bands, ...lines];
}

function drawTargets({ data: { targets = [], unit }, toY, plot, space }: Frame): Mark[] {
  const right = plot.x + plot.width;
  return targets.flatMap(({ value, name, role = 'fails' }): Mark[] => {
    const y = toY(value);
    const rule: Mark = {
      kind: 'line',
      x1: plot.x,
      x2: right,
      y1: y,
      y2: y,
      stroke: role,
      strokeWidth: 1.25,
      dash: [5, 4],
    };
    const text = name === '' ? quantityText(value, unit) : name;
    const options = { fill: role, weight: 500, halo: true } as const;
    const placed = space.place([
      label(right + 8, y + 4, text, options),
      label(plot.x + 4, y - 5, text, options),
      label(right - 4, y - 5, text, { ...options, anchor: 'end' }),
      label(plot.x + 4, y + 14, text, options),
      label(right - 4, y + 14, text, { ...options, anchor: 'end' }),
    ]);
    return placed ? [rule, placed] : [rule];
  });
}

function drawNames({ data: { series }, toY, plot, space }: Frame): Mark[] {
  const labels = series.flatMap(({ name, values, role, dashed }) => {
    const last = values.findLast((value) => value !== null);
    return last == null ? [] : [{ y: toY(last), text: name, fill: dashed ? ('ink-2' as const) : role }];
  });
  return placeEndLabels(plot.x + plot.width + 8, labels, plot.y, plot.y + plot.height).flatMap(
    (candidate) =>
      space.place([
        candidate,
        { ...candidate, y: candidate.y + 14 },
        { ...candidate, y: candidate.y - 14 },
      ]) ?? [],
  );
}

function readOut({
  data: { times, series, unit, describeTime = momentText },
  toX,
  toY,
}: Frame): ReadoutPoint[] {
  return times.map((time, index) => {
    const present = series.filter(({ values }) => values[index] != null);
    return {
      x: toX(time),
      label: describeTime(time),
      values: series.flatMap(({ name, values, role, band }) => [
        { name, role, text: values[index] == null ? 'missing' : quantityText(values[index], unit) },
        ...(band && band.low[index] != null && band.high[index] != null
          ? [
              {
                name: band.name ?? 'range',
                role: band.role ?? ('fan-95' as const),
                text: `${quantityText(band.low[index], unit === 'share' ? unit : '')} to ${quantityText(band.high[index], unit)}`,
              },
            ]
          : []),
      ]),
      dots: present.map(({ values, role }) => ({ y: toY(values[index]!), role })),
    };
  });
}

function toTable({ times, series, unit, describeTime = momentText }: LineChartData): ChartTable {
  const columns = series.flatMap(({ name, band }) => [
    name,
    ...(band ? [`${name}, low`, `${name}, high`] : []),
  ]);
  return {
    columns: [{ title: 'Time', numeric: false }, ...columns.map((title) => ({ title, unit, numeric: true }))],
    rows: times.map((time, index) => [
      describeTime(time),
      ...series.flatMap(({ values, band }) => [
        values[index] ?? null,
        ...(band ? [band.low[index] ?? null, band.high[index] ?? null] : []),
      ]),
    ]),
  };
}
