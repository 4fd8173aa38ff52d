import { max } from 'd3-array';
import { area, curveMonotoneX, line } from 'd3-shape';
import { MONTHS, WEEKDAYS } from './civil-date.ts';
import { createLabelSpace, label, type LabelSpace } from './label-space.ts';
import { numberText } from './number-text.ts';
import type { Box, Mark, ReadoutPoint, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

/** Relative factors around 1: 168 hours of a week from Monday midnight, or 12 months from January. */
export interface SeasonProfileData {
  factors: readonly number[];
  of: 'week' | 'year';
}

interface Frame {
  data: SeasonProfileData;
  plot: Box;
  toX: (index: number) => number;
  toY: (factor: number) => number;
  space: LabelSpace;
}

export function layoutSeasonProfile(data: SeasonProfileData, { width, height }: Size): Scene {
  const axis = findValueAxis(0, max(data.factors) ?? 1, '', height);
  const texts = axis.texts.map((text) => `×\u00a0${text}`);
  const room = axis.room + 11;
  const plot = { x: room, y: 8, width: Math.max(40, width - room - 6), height: Math.max(20, height - 30) };
  const toX = (index: number) => plot.x + (index / data.factors.length) * plot.width;
  const space = createLabelSpace({ width, height });
  const frame: Frame = { data, plot, toX, toY: toValueScale(axis, plot), space };
  return {
    width,
    height,
    plot,
    marks: [
      ...drawValueAxis({ ...axis, texts }, frame.toY, plot, '', space),
      ...drawSpans(frame),
      ...(data.of === 'week' ? drawWeek(frame) : drawYear(frame)),
      ...drawMean(frame),
    ],
    readout: { points: data.factors.map((_factor, index) => readOut(frame, index)) },
    table: {
      columns: [
        { title: data.of === 'week' ? 'Hour' : 'Month', numeric: false },
        { title: 'Factor', numeric: true },
      ],
      rows: data.factors.map((factor, index) => [spanText(data, index), factor]),
    },
  };
}

function drawWeek({ data: { factors }, plot, toX, toY }: Frame): Mark[] {
  const toMiddle = (_factor: number, index: number) => toX(index + 0.5);
  const d = area<number>(toMiddle, plot.y + plot.height, (factor) => toY(factor))
    .curve(curveMonotoneX)
    .digits(1)(factors);
  const rim = line<number>(toMiddle, (factor) => toY(factor))
    .curve(curveMonotoneX)
    .digits(1)(factors);
  return [
    { kind: 'path', fill: 'accent-soft', d: d ?? '' },
    { kind: 'path', stroke: 'accent', strokeWidth: 1.5, d: rim ?? '' },
  ];
}

function drawYear({ data: { factors }, plot, toX, toY }: Frame): Mark[] {
  return factors.map((factor, index) => ({
    kind: 'rect',
    x: toX(index) + 1.5,
    width: toX(1) - toX(0) - 3,
    y: toY(factor),
    height: plot.y + plot.height - toY(factor),
    radius: 2,
    fill: factor >= 1 ? 'fan-50' : 'fan-80',
    key: String(index),
  }));
}

/** Names of days or months under the picture, with hairlines between days. */
function drawSpans({ data: { of }, plot, toX, space }: Frame): Mark[] {
  const names = of === 'week' ? WEEKDAYS : MONTHS;
  const length = of === 'week' ? 24 : 1;
  const widest = Math.max(...names.map((name) => textWidth(name, 11))) + 8;
  const letters = toX(length) - toX(0) >= widest ? 3 : 1;
  return names.flatMap((name, index): Mark[] => {
    const text = name.slice(0, letters);
    const placed = space.place([
      label(toX((index + 0.5) * length), plot.y + plot.height + 15, text, { anchor: 'middle' }),
    ]);
    const x = toX(index * length);
    const rule: Mark = {
      kind: 'line',
      x1: x,
      x2: x,
      y1: plot.y,
      y2: plot.y + plot.height + 3,
      stroke: 'line',
      strokeWidth: 1,
    };
    return [...(of === 'week' && index > 0 ? [rule] : []), ...(placed ? [placed] : [])];
  });
}

function drawMean({ plot, toY }: Frame): Mark[] {
  return [
    {
      kind: 'line',
      x1: plot.x,
      x2: plot.x + plot.width,
      y1: toY(1),
      y2: toY(1),
      stroke: 'ink-3',
      strokeWidth: 1,
      dash: [3, 3],
    },
  ];
}

function readOut({ data, toX, toY }: Frame, index: number): ReadoutPoint {
  const factor = data.factors[index]!;
  return {
    x: toX(index + 0.5),
    label: spanText(data, index),
    values: [{ name: 'load', text: `×\u00a0${numberText(factor)} of the mean`, role: 'accent' }],
    dots: [{ y: toY(factor), role: 'accent' }],
    key: String(index),
  };
}

function spanText({ of }: SeasonProfileData, index: number): string {
  if (of === 'year') return MONTHS[index]!;
  const hour = (n: number) => `${String(n).padStart(2, '0')}:00`;
  return `${WEEKDAYS[Math.floor(index / 24)]} ${hour(index % 24)} to ${hour((index % 24) + 1)}`;
}
