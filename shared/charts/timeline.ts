import { scaleLinear } from 'd3-scale';
import { momentText } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, Mark, ReadoutPoint, Role, Scene, Size } from './scene.ts';
import { fitText, textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';

interface TimelineSpan {
  from: number;
  to: number;
  /** Shown in the read-out beside the lane's name. */
  note?: string;
}

/** What happens when: one lane per window, deployment or fault. Times are wall-clock milliseconds. */
export interface TimelineData {
  from: number;
  to: number;
  lanes: readonly { id: string; name: string; role: Role; spans: readonly TimelineSpan[] }[];
}

const LANE = { least: 18, most: 30 };
const AXIS = 22;

interface Frame {
  data: TimelineData;
  plot: Box;
  lane: number;
  toX: (wall: number) => number;
  space: LabelSpace;
}

/** Height follows the number of lanes where the given one is too small. */
export function layoutTimeline(data: TimelineData, { width, height }: Size): Scene {
  const names = Math.max(0, ...data.lanes.map(({ name }) => textWidth(name, 11))) + 12;
  const left = Math.min(names, width * 0.32);
  const lane = Math.max(LANE.least, Math.min(LANE.most, (height - AXIS) / Math.max(1, data.lanes.length)));
  const plot = {
    x: left,
    y: 2,
    width: Math.max(40, width - left - 2),
    height: lane * Math.max(1, data.lanes.length),
  };
  const size = { width, height: plot.y + plot.height + AXIS };
  const toX = scaleLinear()
    .domain([data.from, data.to])
    .range([plot.x, plot.x + plot.width])
    .clamp(true);
  const frame: Frame = { data, plot, lane, toX, space: createLabelSpace(size) };
  const ticks = findTimeTicks(data.from, data.to, plot.width);
  return {
    ...size,
    plot,
    marks: [
      ...drawTimeAxis(ticks, toX, plot, frame.space),
      ...ticks.map(({ at }): Mark => ({
        kind: 'line',
        x1: toX(at),
        x2: toX(at),
        y1: plot.y,
        y2: plot.y + plot.height,
        stroke: 'line',
        strokeWidth: 1,
      })),
      ...data.lanes.flatMap((_lane, row) => drawLane(frame, row)),
    ],
    readout: { points: readOut(frame) },
    table: {
      columns: [
        { title: 'What', numeric: false },
        { title: 'From', numeric: false },
        { title: 'To', numeric: false },
        { title: 'Length', unit: 'min', numeric: true },
      ],
      rows: data.lanes.flatMap(({ name, spans }) =>
        spans.map(({ from, to }) => [name, momentText(from), momentText(to), (to - from) / 60_000]),
      ),
    },
  };
}

function drawLane({ data, plot, lane, toX, space }: Frame, row: number): Mark[] {
  const { id, name, role, spans } = data.lanes[row]!;
  const y = plot.y + row * lane;
  const text = space.place([
    label(plot.x - 8, y + lane / 2 + 4, fitText(name, plot.x - 8, 11), { anchor: 'end', key: id }),
  ]);
  const middle = y + lane / 2;
  const rail: Mark = {
    kind: 'line',
    x1: plot.x,
    x2: plot.x + plot.width,
    y1: middle,
    y2: middle,
    stroke: 'line',
    strokeWidth: 1,
  };
  const bar = Math.min(14, lane - 6);
  const bars = spans
    .filter(({ from, to }) => to > data.from && from < data.to)
    .map((span): Mark => ({
      kind: 'rect',
      x: toX(span.from),
      y: middle - bar / 2,
      width: Math.max(2, toX(span.to) - toX(span.from)),
      height: bar,
      radius: 2,
      fill: role,
      key: id,
    }));
  return [rail, ...bars, ...(text ? [text] : [])];
}

function readOut({ data, plot, lane, toX }: Frame): ReadoutPoint[] {
  return data.lanes.flatMap(({ id, name, role, spans }, row) =>
    spans
      .filter(({ from, to }) => to > data.from && from < data.to)
      .map(({ from, to, note }): ReadoutPoint => ({
        x: (toX(from) + toX(to)) / 2,
        y: plot.y + (row + 0.5) * lane,
        row,
        label: name,
        values: [
          { name: 'from', text: momentText(from), role },
          { name: 'lasts', text: lengthText(to - from) },
          ...(note ? [{ name: 'effect', text: note }] : []),
        ],
        key: id,
      })),
  );
}

function lengthText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 120) return quantityText(minutes, 'min');
  return minutes < 48 * 60 ? quantityText(minutes / 60, 'h') : quantityText(minutes / 1440, 'days');
}
