import { extent, max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { momentText } from './civil-date.ts';
import { createLabelSpace, type EndLabel, label, type LabelSpace, placeEndLabels } from './label-space.ts';
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
  /** Around the line, the widest first. */
  bands?: readonly LineBand[];
  dashed?: boolean;
  /** A thinner line, beside the one that counts. */
  quiet?: boolean;
}

interface LineTarget {
  value: number;
  /** The value with its unit where it is empty. */
  name: string;
  role?: Role;
}

export interface LineBand {
  low: readonly (number | null)[];
  high: readonly (number | null)[];
  role?: Role;
  name?: string;
}

/** Lines over time, their bands, and targets as dashed lines. Times are wall-clock milliseconds. */
export interface LineChartData {
  unit: string;
  times: readonly number[];
  series: readonly LineSeries[];
  targets?: readonly LineTarget[];
  /** Let the axis start above zero: for shares close to one. */
  floating?: boolean;
  /** What lies above is drawn at the upper edge and named there, so that a few extremes do not flatten all else. */
  ceiling?: number;
  /** How a time reads in the read-out; the day and clock unless given. */
  describeTime?: (wall: number) => string;
}

interface Frame {
  data: LineChartData;
  plot: Box;
  toX: (wall: number) => number;
  /** Within the plot: what lies beyond is at its edge. */
  toY: (value: number) => number;
  domain: [number, number];
  space: LabelSpace;
}

export function layoutLineChart(data: LineChartData, { width, height }: Size): Scene {
  const [least, most] = valueExtent(data, data.floating ?? false);
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
  const toScale = toValueScale(axis, plot);
  const frame: Frame = {
    data,
    plot,
    toX,
    toY: (value) => Math.min(plot.y + plot.height, Math.max(plot.y, toScale(value))),
    domain: axis.domain,
    space: createLabelSpace({ width, height }),
  };
  const axes = [
    ...drawValueAxis(axis, frame.toY, plot, data.unit, frame.space),
    ...drawTimeAxis(findTimeTicks(from, to, plot.width), toX, plot, frame.space),
  ];
  const names = endRoom > 10 ? drawNames(frame) : drawTargetNames(frame);
  return {
    width,
    height,
    plot,
    marks: [...axes, ...drawSeries(frame), ...drawTargets(frame), ...drawBeyond(frame), ...names],
    readout: { points: readOut(frame) },
    table: toTable(data),
  };
}

function valueExtent(
  { series, targets = [], ceiling = Infinity }: LineChartData,
  floating: boolean,
): [number, number] {
  const values = series
    .flatMap(({ values: line, bands = [] }) => [
      ...line,
      ...bands.flatMap(({ low, high }) => [...low, ...high]),
    ])
    .filter((value): value is number => value !== null && Number.isFinite(value));
  const [least, most] = [min(values) ?? 0, Math.min(ceiling, max(values) ?? 1)];
  // A target far away would flatten the picture: it is named at the edge instead.
  const reach = floating ? Math.max(most - least, 1e-9) * 2 : most;
  const near = targets.map(({ value }) => value).filter((v) => v <= most + reach && v >= least - reach);
  return [Math.min(least, ...near), Math.max(most, ...near)];
}

const roomForNames = ({ series, targets = [] }: LineChartData): number =>
  16 +
  Math.max(
    0,
    ...series.map(({ name }) => textWidth(name, 11, 600)),
    ...targets.map(({ name }) => textWidth(`↑ ${name}`, 11, 500)),
  );

function drawSeries({ data: { times, series }, toX, toY }: Frame): Mark[] {
  const indices = times.map((_time, index) => index);
  const toTime = (index: number) => toX(times[index]!);
  const bands = series
    .flatMap((one) => one.bands ?? [])
    .map(({ low, high, role = 'fan-95' }): Mark => {
      const d = area<number>(
        toTime,
        (index) => toY(low[index]!),
        (index) => toY(high[index]!),
      )
        .defined((index) => low[index] != null && high[index] != null)
        .digits(1)(indices);
      return { kind: 'path', fill: role, d: d ?? '' };
    });
  const lines = series.map(({ values, role, dashed, quiet }): Mark => ({
    kind: 'path',
    stroke: role,
    strokeWidth: dashed || quiet ? 1.25 : 1.75,
    ...(dashed ? { dash: [3, 3] } : {}),
    d:
      line<number>(toTime, (index) => toY(values[index]!))
        .defined((index) => values[index] != null && Number.isFinite(values[index]))
        .digits(1)(indices) ?? '',
  }));
  return [...bands, ...lines];
}

function drawTargets({ data: { targets = [] }, toY, domain, plot }: Frame): Mark[] {
  return targets
    .filter(({ value }) => value >= domain[0] && value <= domain[1])
    .map(({ value, role = 'fails' }): Mark => ({
      kind: 'line',
      x1: plot.x,
      x2: plot.x + plot.width,
      y1: toY(value),
      y2: toY(value),
      stroke: role,
      strokeWidth: 1.25,
      dash: [5, 4],
    }));
}

/** What a target is called; an arrow points to one that is outside the picture. */
function targetText({ data: { unit }, domain }: Frame, { value, name }: LineTarget): string {
  const away = value > domain[1] ? '↑ ' : value < domain[0] ? '↓ ' : '';
  return `${away}${name === '' ? quantityText(value, unit) : name}`;
}

/** Where there is no room at the end of the lines: inside, where nothing else is. */
function drawTargetNames(frame: Frame): Mark[] {
  const { data, toY, domain, plot, space } = frame;
  const right = plot.x + plot.width;
  return (data.targets ?? []).flatMap((target) => {
    const y = toY(target.value);
    const above = target.value > domain[1] ? y + 12 : y - 5;
    const options = { fill: target.role ?? ('fails' as const), weight: 500 as const, halo: true };
    const text = targetText(frame, target);
    return (
      space.place([
        label(plot.x + 4, above, text, options),
        label(right - 4, above, text, { ...options, anchor: 'end' }),
        label(plot.x + 4, y + 14, text, options),
        label(right - 4, y + 14, text, { ...options, anchor: 'end' }),
      ]) ?? []
    );
  });
}

/** Arrows where a line or a band leaves the picture, the highest with its value. */
function drawBeyond({ data: { series, times, unit, ceiling }, toX, domain, plot, space }: Frame): Mark[] {
  if (ceiling === undefined) return [];
  const tops = times.map((_time, index) =>
    Math.max(
      ...series.flatMap(({ values, bands = [] }) => [
        values[index] ?? 0,
        ...bands.map(({ high }) => high[index] ?? 0),
      ]),
    ),
  );
  const highest = tops.indexOf(Math.max(...tops));
  return tops.flatMap((top, index): Mark[] => {
    if (top <= domain[1]) return [];
    const x = toX(times[index]!);
    const arrow: Mark = {
      kind: 'path',
      fill: 'ink-2',
      d: `M${x - 3.5},${plot.y + 1} L${x + 3.5},${plot.y + 1} L${x},${plot.y - 4} Z`,
    };
    if (index !== highest) return [arrow];
    const text = `to ${quantityText(top, unit)}`;
    const placed = space.place([
      label(x - 7, plot.y - 1, text, { anchor: 'end', halo: true }),
      label(x + 7, plot.y - 1, text, { halo: true }),
      label(x - 7, plot.y + 12, text, { anchor: 'end', halo: true }),
    ]);
    return placed ? [arrow, placed] : [arrow];
  });
}

/** Names of lines and targets at the end of the picture, pushed apart. */
function drawNames(frame: Frame): Mark[] {
  const { data, toY, plot, space } = frame;
  const lines = data.series.flatMap(({ name, values, role, dashed, quiet }): EndLabel[] => {
    const last = values.findLast((value) => value !== null);
    return last == null ? [] : [{ y: toY(last), text: name, fill: dashed || quiet ? 'ink-2' : role }];
  });
  const targets = (data.targets ?? []).map((target): EndLabel => ({
    y: toY(target.value),
    text: targetText(frame, target),
    fill: target.role ?? 'fails',
    weight: 500,
  }));
  const labels = [...lines, ...targets];
  return placeEndLabels(plot.x + plot.width + 8, labels, plot.y, plot.y + plot.height).flatMap(
    (candidate) => space.place([candidate]) ?? [],
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
      values: series.flatMap(({ name, values, role, bands = [] }) => [
        { name, role, text: values[index] == null ? 'missing' : quantityText(values[index], unit) },
        ...bands.toReversed().flatMap((band) => {
          const [low, high] = [band.low[index], band.high[index]];
          if (low == null || high == null) return [];
          const text = `${quantityText(low, unit === 'share' ? unit : '')} to ${quantityText(high, unit)}`;
          return [{ name: band.name ?? 'range', role: band.role ?? ('fan-95' as const), text }];
        }),
      ]),
      dots: present.map(({ values, role }) => ({ y: toY(values[index]!), role })),
    };
  });
}

function toTable({ times, series, unit, describeTime = momentText }: LineChartData): ChartTable {
  const columns = series.flatMap(({ name, bands = [] }) => [
    name,
    ...bands.flatMap((band) => [`${bandName(name, band)}, low`, `${bandName(name, band)}, high`]),
  ]);
  return {
    columns: [{ title: 'Time', numeric: false }, ...columns.map((title) => ({ title, unit, numeric: true }))],
    rows: times.map((time, index) => [
      describeTime(time),
      ...series.flatMap(({ values, bands = [] }) => [
        values[index] ?? null,
        ...bands.flatMap(({ low, high }) => [low[index] ?? null, high[index] ?? null]),
      ]),
    ]),
  };
}

const bandName = (series: string, { name }: LineBand): string => (name ? `${series}, ${name}` : series);
