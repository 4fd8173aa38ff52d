import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { momentText } from './civil-date.ts';
import { createLabelSpace, type LabelSpace, placeEndLabels } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, Mark, Role, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';
import { drawTimeSpans, type TimeSpan } from './time-spans.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

/**
 * What became of the requests of each moment, one part on the other: their sum is what came. Times
 * are wall-clock milliseconds; null where it is not known yet.
 */
export interface OutcomeAreasData {
  unit: string;
  times: readonly number[];
  range: readonly [from: number, to: number];
  /** From below. */
  parts: readonly { name: string; role: Role; values: readonly (number | null)[] }[];
  /** A line to hold against the lowest part. */
  against?: { name: string; values: readonly (number | null)[] };
  spans?: readonly TimeSpan[];
}

interface Frame {
  data: OutcomeAreasData;
  plot: Box;
  toX: (wall: number) => number;
  toY: (value: number) => number;
  space: LabelSpace;
  /** Upper edges of the parts; the first is the zero line. */
  edges: (number | null)[][];
}

export function layoutOutcomeAreas(data: OutcomeAreasData, { width, height }: Size): Scene {
  const edges = stack(data);
  const highest = max([...edges.at(-1)!, ...(data.against?.values ?? [])], (value) => value ?? 0) ?? 0;
  const axis = findValueAxis(0, highest, data.unit, height);
  const endRoom = width >= 300 ? roomForNames(data) : 10;
  const plot = {
    x: axis.room,
    y: 24,
    width: Math.max(40, width - axis.room - endRoom),
    height: Math.max(20, height - 46),
  };
  const [from, to] = data.range;
  const toX = scaleLinear()
    .domain([from, to])
    .range([plot.x, plot.x + plot.width]);
  const space = createLabelSpace({ width, height });
  const frame: Frame = { data, plot, toX, toY: toValueScale(axis, plot), space, edges };
  const axes = [
    ...drawValueAxis(axis, frame.toY, plot, data.unit, space),
    ...drawTimeAxis(findTimeTicks(from, to, plot.width), toX, plot, space),
  ];
  const names = endRoom > 10 ? drawNames(frame) : [];
  return {
    width,
    height,
    plot,
    marks: [
      ...axes,
      ...drawParts(frame),
      ...drawTimeSpans(data.spans ?? [], toX, plot, space),
      ...drawAgainst(frame),
      ...names,
    ],
    readout: {
      points: data.times.map((time, index) => ({
        x: toX(time),
        label: momentText(time),
        values: readOut(data, index),
        dots: [{ y: frame.toY(edges[1]?.[index] ?? 0), role: data.parts[0]?.role ?? 'accent' }],
      })),
    },
    table: {
      columns: [
        { title: 'Time', numeric: false },
        ...[...data.parts, ...(data.against ? [data.against] : [])].map(({ name }) => ({
          title: name,
          unit: data.unit,
          numeric: true,
        })),
      ],
      rows: data.times.map((time, index) => [
        momentText(time),
        ...data.parts.map(({ values }) => values[index] ?? null),
        ...(data.against ? [data.against.values[index] ?? null] : []),
      ]),
    },
  };
}

function stack({ times, parts }: OutcomeAreasData): (number | null)[][] {
  const edges: (number | null)[][] = [times.map(() => 0)];
  for (const { values } of parts) {
    const below = edges.at(-1)!;
    edges.push(
      values.map((value, index) => (value === null || below[index] == null ? null : below[index] + value)),
    );
  }
  return edges;
}

const roomForNames = ({ parts, against }: OutcomeAreasData): number =>
  16 + Math.max(0, ...[...parts, ...(against ? [against] : [])].map(({ name }) => textWidth(name, 11, 600)));

function drawParts({ data: { times, parts }, edges, toX, toY }: Frame): Mark[] {
  const indices = times.map((_time, index) => index);
  return parts.flatMap(({ role }, part): Mark[] => {
    const low = edges[part]!;
    const high = edges[part + 1]!;
    const isThere = (index: number) => high[index] != null && low[index] != null;
    const isThick = (index: number) => isThere(index) && high[index]! > low[index]!;
    if (!indices.some(isThick)) return [];
    const d = area<number>(
      (index) => toX(times[index]!),
      (index) => toY(low[index]!),
      (index) => toY(high[index]!),
    )
      .defined(isThere)
      .digits(1)(indices);
    const rim = line<number>(
      (index) => toX(times[index]!),
      (index) => toY(high[index]!),
    )
      .defined(part === 0 ? isThere : isThick)
      .digits(1)(indices);
    return [
      { kind: 'path', fill: role, opacity: part === 0 ? 0.22 : 0.75, d: d ?? '' },
      { kind: 'path', stroke: role, strokeWidth: part === 0 ? 1.75 : 1, d: rim ?? '' },
    ];
  });
}

function drawAgainst({ data: { against, times }, toX, toY }: Frame): Mark[] {
  if (!against) return [];
  const d = line<number>(
    (index) => toX(times[index]!),
    (index) => toY(against.values[index]!),
  )
    .defined((index) => against.values[index] != null)
    .digits(1)(times.map((_time, index) => index));
  return [{ kind: 'path', stroke: 'ink-2', strokeWidth: 1.25, dash: [3, 3], d: d ?? '' }];
}

/** At the right end of each part that is there, in its middle. */
function drawNames({ data: { parts, against }, edges, toY, plot, space }: Frame): Mark[] {
  const labels = parts.flatMap(({ name, role, values }, part) => {
    const last = values.findLastIndex((value) => value !== null);
    if (last < 0 || !values.some((value) => value !== null && value > 0)) return [];
    const middle = ((edges[part]![last] ?? 0) + (edges[part + 1]![last] ?? 0)) / 2;
    return [{ y: toY(middle), text: name, fill: role }];
  });
  const beside = against?.values.findLast((value) => value !== null);
  const all = [
    ...labels,
    ...(against && beside != null ? [{ y: toY(beside), text: against.name, fill: 'ink-2' as const }] : []),
  ];
  return placeEndLabels(plot.x + plot.width + 8, all, plot.y, plot.y + plot.height).flatMap(
    (candidate) => space.place([candidate]) ?? [],
  );
}

function readOut({ parts, against, unit }: OutcomeAreasData, index: number) {
  const text = (value: number | null | undefined) => (value == null ? 'missing' : quantityText(value, unit));
  return [
    ...parts
      .filter(({ values }, part) => part === 0 || (values[index] ?? 0) > 0)
      .map(({ name, role, values }) => ({ name, role, text: text(values[index]) })),
    ...(against ? [{ name: against.name, role: 'ink-2' as const, text: text(against.values[index]) }] : []),
  ];
}
