import { windowText } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace } from './label-space.ts';
import { percentText } from './number-text.ts';
import type { Box, ChartTable, Mark, ReadoutPoint, Role, Scene, Size } from './scene.ts';

/** The probability that each window holds, as bars against the plan's confidence (both shares). */
export interface MonthStripData {
  windows: readonly {
    window: string;
    probability: number;
    attainment?: { p5: number; p50: number; p95: number };
  }[];
  confidence: number;
}

/** A window holds, is at risk, or fails more often than not. */
export function windowRole(probability: number, confidence: number): Role {
  if (probability >= confidence) return 'holds';
  return probability >= 0.5 ? 'risk' : 'fails';
}

const LEAST_BAR = 2;

interface Frame {
  data: MonthStripData;
  plot: Box;
  pitch: number;
  toY: (share: number) => number;
  space: LabelSpace;
}

export function layoutMonthStrip(data: MonthStripData, { width, height }: Size): Scene {
  const plot = { x: 0, y: 4, width, height: Math.max(16, height - 24) };
  const frame: Frame = {
    data,
    plot,
    pitch: plot.width / Math.max(1, data.windows.length),
    toY: (share) => plot.y + (1 - share) * plot.height,
    space: createLabelSpace({ width, height }),
  };
  return {
    width,
    height,
    plot,
    marks: [...drawBars(frame), ...drawLines(frame), ...drawNames(frame)],
    readout: { points: data.windows.map((_window, index) => readOut(frame, index)) },
    table: toTable(data),
  };
}

function drawBars({ data: { windows, confidence }, plot, pitch }: Frame): Mark[] {
  const gap = pitch > 6 ? 1 : pitch * 0.12;
  return windows.map(({ window, probability }, index): Mark => {
    const height = Math.max(LEAST_BAR, probability * plot.height);
    return {
      kind: 'rect',
      x: plot.x + index * pitch + gap,
      y: plot.y + plot.height - height,
      width: pitch - 2 * gap,
      height,
      radius: Math.min(2, pitch / 4),
      fill: windowRole(probability, confidence),
      key: window,
    };
  });
}

function drawLines({ data: { confidence }, plot, toY }: Frame): Mark[] {
  const across = (y: number) => ({
    kind: 'line' as const,
    x1: 0,
    x2: plot.width,
    y1: y,
    y2: y,
    strokeWidth: 1,
  });
  return [
    { ...across(plot.y + plot.height), stroke: 'line-strong' },
    { ...across(toY(confidence)), stroke: 'ink-2', dash: [2, 3] },
  ];
}

/** Both ends, the first window that falls short, then the starts of years, as far as there is room. */
function drawNames({ data: { windows, confidence }, plot, pitch, space }: Frame): Mark[] {
  const last = windows.length - 1;
  const short = windows.findIndex(({ probability }) => probability < confidence);
  const years = windows.flatMap(({ window }, index) => (window.endsWith('-01') ? [index] : []));
  const wanted = [...new Set([0, last, short, ...years])].filter((index) => index >= 0);
  return wanted.flatMap((index) => {
    const y = plot.y + plot.height + 15;
    const text = windowText(windows[index]!.window);
    const centred = label(plot.x + (index + 0.5) * pitch, y, text, { anchor: 'middle' });
    const atEnd = label(plot.x + plot.width, y, text, { anchor: 'end' });
    return space.place(index === 0 ? [label(plot.x, y, text)] : index === last ? [atEnd] : [centred]) ?? [];
  });
}

function readOut({ data: { windows, confidence }, pitch, toY }: Frame, index: number): ReadoutPoint {
  const { window, probability, attainment } = windows[index]!;
  const role = windowRole(probability, confidence);
  return {
    x: (index + 0.5) * pitch,
    label: windowText(window),
    values: [
      { name: 'holds in', text: `${percentText(probability)} of futures`, role },
      ...(attainment
        ? [{ name: 'attained', text: `${percentText(attainment.p5)} to ${percentText(attainment.p95)}` }]
        : []),
    ],
    dots: [{ y: toY(probability), role }],
    key: window,
  };
}

function toTable({ windows }: MonthStripData): ChartTable {
  const titles = [
    'Probability that it holds',
    'Attained, 5th percentile',
    'Attained, median',
    'Attained, 95th percentile',
  ];
  return {
    columns: [
      { title: 'Window', numeric: false },
      ...titles.map((title) => ({ title, unit: 'share', numeric: true })),
    ],
    rows: windows.map(({ window, probability, attainment }) => [
      windowText(window),
      probability,
      attainment?.p5 ?? null,
      attainment?.p50 ?? null,
      attainment?.p95 ?? null,
    ]),
  };
}
