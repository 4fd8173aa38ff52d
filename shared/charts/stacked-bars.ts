import { windowText } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, ChartTable, Mark, ReadoutPoint, Role, Scene, Size } from './scene.ts';
import { fitText, textWidth } from './text-size.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

/** What a window's total is made of: means over the futures, stacked, before the range of the total. */
export interface StackedBarsData {
  unit: string;
  /** `2027-01`, or other windows. */
  windows: readonly string[];
  /** Drawn from the ground up, in this order. */
  parts: readonly StackedPart[];
  /** What the range of the total means, "90 % of futures". */
  range: string;
  total: { mean: readonly number[]; low: readonly number[]; high: readonly number[] };
}

interface StackedPart {
  id: string;
  name: string;
  role: Role;
  mean: readonly number[];
  low: readonly number[];
  high: readonly number[];
}

const KEY = 18;
/** What is a smaller share of its window is left to the table. */
const VISIBLE = 0.001;

interface Frame {
  data: StackedBarsData;
  plot: Box;
  pitch: number;
  toY: (value: number) => number;
  space: LabelSpace;
}

export function layoutStackedBars(data: StackedBarsData, { width, height }: Size): Scene {
  const most = Math.max(...data.total.mean, ...data.total.high, 0);
  const axis = findValueAxis(0, most, data.unit, height);
  const top = data.unit === 'share' || data.unit === '' ? 8 : 24;
  const plot = {
    x: axis.room,
    y: top,
    width: Math.max(40, width - axis.room - 2),
    height: Math.max(20, height - top - 22 - KEY),
  };
  const frame: Frame = {
    data,
    plot,
    pitch: plot.width / Math.max(1, data.windows.length),
    toY: toValueScale(axis, plot),
    space: createLabelSpace({ width, height }),
  };
  return {
    width,
    height,
    plot,
    marks: [
      ...drawValueAxis(axis, frame.toY, plot, data.unit, frame.space),
      ...data.windows.flatMap((_window, index) => drawBar(frame, index)),
      ...drawWindowNames(frame),
      ...drawKey(frame, height),
    ],
    readout: { points: data.windows.map((_window, index) => readOut(frame, index)) },
    table: toTable(data),
  };
}

/** The range as a pale column, the means in front of it, narrower. */
function drawBar({ data: { parts, total, windows }, plot, pitch, toY }: Frame, index: number): Mark[] {
  const column = (share: number, low: number, high: number) => ({
    kind: 'rect' as const,
    x: plot.x + index * pitch + (pitch * (1 - share)) / 2,
    y: toY(high),
    width: pitch * share,
    height: Math.max(0, toY(low) - toY(high)),
    key: windows[index]!,
  });
  const [low, high] = [total.low[index]!, total.high[index]!];
  const range: Mark[] =
    high > low ? [{ ...column(0.86, low, high), fill: 'line-strong', opacity: 0.55, radius: 2 }] : [];
  let ground = 0;
  const stack = parts.flatMap(({ mean, role }): Mark[] => {
    const value = mean[index]!;
    if (value <= 0) return [];
    const mark = { ...column(0.5, ground, ground + value), fill: role };
    ground += value;
    return [mark];
  });
  return [...range, ...stack];
}

/** The first window, then the starts of years and quarters, as far as there is room. */
function drawWindowNames({ data: { windows }, plot, pitch, space }: Frame): Mark[] {
  const y = plot.y + plot.height + 15;
  const nameAt = (index: number, text: string, isMajor: boolean) =>
    space.place([
      label(Math.max(plot.x, plot.x + (index + 0.5) * pitch), y, text, {
        anchor: 'middle',
        fill: isMajor ? 'ink' : 'ink-2',
      }),
      label(plot.x + index * pitch, y, text, { fill: isMajor ? 'ink' : 'ink-2' }),
    ]);
  const isYear = (window: string, index: number) => index === 0 || window.endsWith('-01');
  const years = windows.flatMap((window, index) => {
    if (!isYear(window, index)) return [];
    return nameAt(index, window.endsWith('-01') ? window.slice(0, 4) : windowText(window), true) ?? [];
  });
  const others = windows.flatMap((window, index) => {
    if (isYear(window, index) || !/-(04|07|10)$/.test(window)) return [];
    return nameAt(index, windowText(window).slice(0, 3), false) ?? [];
  });
  return [...years, ...others];
}

/** What the pale column is, then the parts there are, the largest first, as far as there is room. */
function drawKey({ data: { parts, range }, plot, space }: Frame, height: number): Mark[] {
  const size = 9;
  const y = height - size - 3;
  const sumOf = ({ mean }: StackedPart) => mean.reduce((sum, value) => sum + value, 0);
  const present = parts.filter((part) => sumOf(part) > 0).toSorted((a, b) => sumOf(b) - sumOf(a));
  const keys: { text: string; role: Role; opacity?: number }[] = [
    { text: range, role: 'line-strong', opacity: 0.55 },
    ...present.map(({ name, role }) => ({ text: name, role })),
  ];
  let x = plot.x;
  return keys.flatMap(({ text, role, opacity }): Mark[] => {
    const fitted = fitText(text, 130, 11);
    const placed = space.place([label(x + size + 5, y + size - 0.5, fitted)]);
    if (!placed) return [];
    const swatch: Mark = { kind: 'rect', x, y, width: size, height: size, radius: 2, fill: role };
    x += size + 5 + textWidth(fitted, 11) + 14;
    return [opacity === undefined ? swatch : { ...swatch, opacity }, placed];
  });
}

function readOut({ data, plot, pitch, toY }: Frame, index: number): ReadoutPoint {
  const { unit, total, parts, range, windows } = data;
  const text = (value: number) => quantityText(value, unit);
  const lowText = quantityText(total.low[index]!, unit === 'share' ? unit : '');
  return {
    x: plot.x + (index + 0.5) * pitch,
    label: windowText(windows[index]!),
    values: [
      { name: 'mean', text: text(total.mean[index]!), role: 'ink' },
      { name: range, text: `${lowText} to ${text(total.high[index]!)}`, role: 'line-strong' },
      ...parts
        .filter(({ mean }) => mean[index]! > VISIBLE * total.mean[index]!)
        .toSorted((a, b) => b.mean[index]! - a.mean[index]!)
        .map(({ name, role, mean }) => ({ name, role, text: text(mean[index]!) })),
    ],
    dots: [{ y: toY(total.mean[index]!), role: 'ink' }],
    key: windows[index]!,
  };
}

function toTable({ unit, windows, total, parts }: StackedBarsData): ChartTable {
  const groups = [{ name: 'All', ...total }, ...parts];
  const titles = groups.flatMap(({ name }) => [
    `${name}, mean`,
    `${name}, 5th percentile`,
    `${name}, 95th percentile`,
  ]);
  return {
    columns: [
      { title: 'Window', numeric: false },
      ...titles.map((title) => ({ title, unit, numeric: true })),
    ],
    rows: windows.map((window, index) => [
      windowText(window),
      ...groups.flatMap(({ mean, low, high }) => [mean[index]!, low[index]!, high[index]!]),
    ]),
  };
}
