import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { momentText } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace, placeEndLabels } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, Mark, Role, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';
import { drawTimeSpans, type TimeSpan } from './time-spans.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

/**
 * Lines over the minutes of a span, each with what it is held against dashed in its own colour.
 * Times are wall-clock milliseconds; null where there is nothing, or nothing yet.
 */
export interface MinuteLinesData {
  unit: string;
  times: readonly number[];
  /** Ends of the span. */
  range: readonly [from: number, to: number];
  series: readonly MinuteSeries[];
  /** What the dashed lines are: "time-step engine". */
  against?: string;
  target?: { value: number; name: string } | undefined;
  spans: readonly TimeSpan[];
}

interface MinuteSeries {
  name: string;
  role: Role;
  values: readonly (number | null)[];
  against?: readonly (number | null)[];
}

interface Frame {
  data: MinuteLinesData;
  plot: Box;
  toX: (wall: number) => number;
  toY: (value: number) => number;
  space: LabelSpace;
}

export function layoutMinuteLines(data: MinuteLinesData, { width, height }: Size): Scene {
  const axis = findValueAxis(0, highest(data), data.unit, height);
  const endRoom = width >= 300 ? roomForNames(data) : 10;
  const plot = {
    x: axis.room,
    y: 24,
    width: Math.max(40, width - axis.room - endRoom),
    height: Math.max(20, height - 46),
  };
  const toX = scaleLinear()
    .domain([...data.range])
    .range([plot.x, plot.x + plot.width]);
  const space = createLabelSpace({ width, height });
  const frame: Frame = { data, plot, toX, toY: toValueScale(axis, plot), space };
  const axes = [
    ...drawValueAxis(axis, frame.toY, plot, data.unit, space),
    ...drawTimeAxis(findTimeTicks(...data.range, plot.width), toX, plot, space),
  ];
  const names = endRoom > 10 ? drawNames(frame) : [];
  return {
    width,
    height,
    plot,
    marks: [
      ...axes,
      ...drawTimeSpans(data.spans, toX, plot, space),
      ...data.series.flatMap((series) => drawSeries(frame, series)),
      ...drawTarget(frame),
      ...names,
    ],
    readout: { points: data.times.map((time, index) => readOut(frame, time, index)) },
    table: toTable(data),
  };
}

function highest({ series, target }: MinuteLinesData): number {
  const top =
    max(
      series.flatMap(({ values, against = [] }) => [...values, ...against]),
      (value) => value ?? 0,
    ) ?? 0;
  // A target far above would flatten the lines.
  return target && target.value < 2 * top ? Math.max(top, target.value) : top;
}

const roomForNames = ({ series, target }: MinuteLinesData): number =>
  16 + Math.max(0, ...[...series, ...(target ? [target] : [])].map(({ name }) => textWidth(name, 11, 600)));

function drawSeries(
  { data: { times }, toX, toY }: Frame,
  { values, against = [], role }: MinuteSeries,
): Mark[] {
  const path = (of: readonly (number | null)[]) =>
    line<number>(
      (index) => toX(times[index]!),
      (index) => toY(of[index]!),
    )
      .defined((index) => of[index] != null)
      .digits(1)(times.map((_time, index) => index)) ?? '';
  return [
    { kind: 'path', stroke: role, strokeWidth: 1.25, dash: [3, 3], d: path(against) },
    { kind: 'path', stroke: role, strokeWidth: 1.75, d: path(values) },
  ];
}

function drawTarget({ data: { target, series, unit }, plot, toY, space }: Frame): Mark[] {
  if (!target || toY(target.value) < plot.y) return [];
  const y = toY(target.value);
  const right = plot.x + plot.width;
  const text = target.name === '' ? quantityText(target.value, unit) : target.name;
  const options = { fill: 'fails', weight: 500, halo: true } as const;
  const placed = space.place([
    label(right + 8, y + 4, text, options),
    label(right - 4, y - 5, text, { ...options, anchor: 'end' }),
    label(plot.x + 4, y - 5, text, options),
  ]);
  const rule: Mark = {
    kind: 'line',
    x1: plot.x,
    x2: right,
    y1: y,
    y2: y,
    stroke: 'fails',
    strokeWidth: 1.25,
    dash: [5, 4],
  };
  return series.length === 0 ? [] : placed ? [rule, placed] : [rule];
}

function drawNames({ data: { series }, toY, plot, space }: Frame): Mark[] {
  const labels = series.flatMap(({ name, role, values, against = [] }) => {
    const last = values.findLast((value) => value !== null) ?? against.findLast((value) => value !== null);
    return last == null ? [] : [{ y: toY(last), text: name, fill: role }];
  });
  return placeEndLabels(plot.x + plot.width + 8, labels, plot.y, plot.y + plot.height).flatMap(
    (candidate) => space.place([candidate, { ...candidate, y: candidate.y + 14 }]) ?? [],
  );
}

function readOut({ data, toX, toY }: Frame, time: number, index: number) {
  const { series, unit, against } = data;
  const text = (value: number | null | undefined) => (value == null ? 'none' : quantityText(value, unit));
  return {
    x: toX(time),
    label: momentText(time),
    values: series.flatMap(({ name, role, values, against: other }) => [
      { name, role, text: text(values[index]) },
      ...(other && against ? [{ name: `${name}, ${against}`, text: text(other[index]) }] : []),
    ]),
    dots: series.flatMap(({ role, values }) =>
      values[index] == null ? [] : [{ y: toY(values[index]), role }],
    ),
  };
}

function toTable({ series, times, unit, against }: MinuteLinesData): Scene['table'] {
  const columns = series.flatMap(({ name, against: other }) => [
    name,
    ...(other && against ? [`${name}, ${against}`] : []),
  ]);
  return {
    columns: [{ title: 'Time', numeric: false }, ...columns.map((title) => ({ title, unit, numeric: true }))],
    rows: times.map((time, index) => [
      momentText(time),
      ...series.flatMap(({ values, against: other }) => [
        values[index] ?? null,
        ...(other && against ? [other[index] ?? null] : []),
      ]),
    ]),
  };
}
