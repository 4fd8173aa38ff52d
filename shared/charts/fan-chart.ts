import { extent, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { fromIsoText } from './civil-date.ts';
import { FAN_BANDS, type FanChartData, type FanFrame } from './fan-chart-data.ts';
import { readOutFan, tabulateFan } from './fan-readout.ts';
import { createLabelSpace, type EndLabel, label, type LabelSpace, placeEndLabels } from './label-space.ts';
import { quantityText } from './number-text.ts';
import type { Box, Mark, Scene, Size } from './scene.ts';
import { textWidth } from './text-size.ts';
import { drawTimeAxis, findTimeTicks } from './time-axis.ts';
import { toWeeks } from './weekly-fan.ts';
import { drawValueAxis, findValueAxis, toValueScale } from './value-axis.ts';

interface Frame extends FanFrame {
  plot: Box;
  space: LabelSpace;
}

/** Pixels a day needs to be told from its neighbours. */
const DAY_WIDTH = 1.4;

export function layoutFanChart(daily: FanChartData, { width, height }: Size): Scene {
  const days = daily.fan.dates.length + (daily.history?.dates.length ?? 0);
  const isWeekly = daily.perWeek !== undefined && days * DAY_WIDTH > width;
  const data = isWeekly ? toWeeks(daily, daily.perWeek!) : daily;
  const { times, past } = readTimes(data);
  const axis = findValueAxis(0, highest(data), data.unit, height);
  const endRoom = width >= 420 ? endLabelRoom(data) : 10;
  const plot = {
    x: axis.room,
    y: 24,
    width: Math.max(40, width - axis.room - endRoom),
    height: Math.max(30, height - 46),
  };
  const span = extent([...past.map(({ at }) => at), ...times]);
  const toX = scaleLinear()
    .domain([span[0] ?? 0, span[1] ?? 1])
    .range([plot.x, plot.x + plot.width]);
  const toY = toValueScale(axis, plot);
  const space = createLabelSpace({ width, height });
  const frame: Frame = { data, isWeekly, plot, toX, toY, times, past, space };
  const axes = [
    ...drawValueAxis(
      axis,
      toY,
      plot,
      isWeekly ? `${data.unit}, ${weekWords[daily.perWeek!]}` : data.unit,
      space,
    ),
    ...drawTimeAxis(findTimeTicks(span[0] ?? 0, span[1] ?? 1, plot.width), toX, plot, space),
  ];
  const ends = endRoom > 10 ? drawEndLabels(frame) : [];
  return {
    width,
    height,
    plot,
    marks: [
      ...axes,
      ...drawBands(frame),
      ...drawBefore(frame),
      ...drawMedian(frame),
      ...drawHistory(frame),
      ...drawDivider(frame),
      ...drawThresholds(frame),
      ...drawEvents(frame),
      ...ends,
    ],
    readout: { points: readOutFan(frame) },
    table: tabulateFan(daily, readTimes(daily)),
  };
}

const weekWords = { highest: 'highest day of each week', mean: 'mean of each week' };

function readTimes(data: FanChartData): Pick<Frame, 'times' | 'past'> {
  const times = data.fan.dates.map(fromIsoText);
  const past = (data.history?.dates ?? [])
    .map((date, index) => ({ at: fromIsoText(date), value: data.history!.values[index] ?? null }))
    .filter(({ at }) => times.length === 0 || at < times[0]! || isObservedInFan(data));
  return { times, past };
}

/** A fit's fan covers its own past: history is then drawn over it, not before it. */
const isObservedInFan = ({ history, fan }: FanChartData): boolean =>
  history !== undefined &&
  fan.dates.length > 0 &&
  history.dates.length > 0 &&
  history.dates[0]! >= fan.dates[0]!;

function highest({ fan, history, thresholds, before }: FanChartData): number {
  const top =
    max(
      [
        ...fan.p97_5,
        ...(before?.values ?? []),
        ...(history?.values ?? []).filter((value) => value !== null),
      ].filter(Number.isFinite),
    ) ?? 1;
  // A threshold far above everything would flatten the picture: it is named at the upper edge instead.
  const reachable = (thresholds ?? []).map(({ value }) => value).filter((value) => value <= top * 1.6);
  return Math.max(top, ...reachable.map((value) => value * 1.04));
}

function endLabels({ data: { fan, before }, toY }: Pick<Frame, 'data' | 'toY'>): EndLabel[] {
  const last = fan.dates.length - 1;
  if (last < 0) return [];
  return [
    { y: toY(fan.p50[last]!), text: 'median', fill: 'accent', weight: 600 },
    ...FAN_BANDS.map(({ high, name }) => ({ y: toY(fan[high][last]!), text: name })),
    ...(before ? [{ y: toY(before.values.at(-1) ?? 0), text: before.name }] : []),
  ];
}

function endLabelRoom(data: FanChartData): number {
  return 14 + Math.max(...endLabels({ data, toY: () => 0 }).map(({ text }) => textWidth(text, 11, 600)), 0);
}

function drawEndLabels(frame: Frame): Mark[] {
  const { plot, space } = frame;
  return placeEndLabels(plot.x + plot.width + 8, endLabels(frame), plot.y, plot.y + plot.height).flatMap(
    (candidate) => space.place([candidate]) ?? [],
  );
}

function drawBands({ data: { fan }, times, toX, toY }: Frame): Mark[] {
  const indices = times.map((_time, index) => index);
  return FAN_BANDS.map(({ role, low, high }): Mark => ({
    kind: 'path',
    fill: role,
    d:
      area<number>(
        (index) => toX(times[index]!),
        (index) => toY(fan[low][index]!),
        (index) => toY(fan[high][index]!),
      ).digits(1)(indices) ?? '',
  }));
}

function drawMedian({ data: { fan }, times, toX, toY }: Frame): Mark[] {
  const d = line<number>(
    (time) => toX(time),
    (_time, index) => toY(fan.p50[index]!),
  ).digits(1)(times);
  return [{ kind: 'path', stroke: 'accent', strokeWidth: 1.75, d: d ?? '' }];
}

function drawBefore({ data: { before }, toX, toY }: Frame): Mark[] {
  if (!before) return [];
  const d = line<string>(
    (date) => toX(fromIsoText(date)),
    (_date, index) => toY(before.values[index]!),
  ).digits(1)(before.dates);
  return [{ kind: 'path', stroke: 'ink-3', strokeWidth: 1.25, dash: [3, 3], d: d ?? '' }];
}

function drawHistory({ past, toX, toY }: Frame): Mark[] {
  const d = line<{ at: number; value: number | null }>(
    ({ at }) => toX(at),
    ({ value }) => toY(value!),
  )
    .defined(({ value }) => value !== null && Number.isFinite(value))
    .digits(1)(past);
  return d ? [{ kind: 'path', stroke: 'ink-2', strokeWidth: 1.25, d }] : [];
}

function drawDivider({ past, times, data, toX, plot, space }: Frame): Mark[] {
  const start = isObservedInFan(data) ? past.at(-1)?.at : times[0];
  if (past.length === 0 || start === undefined) return [];
  const x = toX(start);
  const namesAt = (y: number, halo: boolean) => [
    label(x - 6, y, 'history', { anchor: 'end', halo }),
    label(x + 6, y, 'futures', { halo }),
  ];
  // Both at one height: above the plot where the unit leaves room, else inside it.
  const above = namesAt(10, false).map((name) => space.place([name]));
  const texts = above.every((text) => text !== null)
    ? above
    : namesAt(plot.y + 13, true).map((name) => space.place([name]));
  const rule: Mark = {
    kind: 'line',
    x1: x,
    x2: x,
    y1: 2,
    y2: plot.y + plot.height,
    stroke: 'line-strong',
    strokeWidth: 1,
    dash: [2, 3],
  };
  return [rule, ...texts.filter((text) => text !== null)];
}

function drawThresholds({ data, toY, plot, space }: Frame): Mark[] {
  return (data.thresholds ?? []).flatMap(({ value, name, role = 'fails' }): Mark[] => {
    const y = Math.max(plot.y, toY(value));
    const above = toY(value) < plot.y - 1;
    const text = `${above ? '↑ ' : ''}${name} · ${quantityText(value, data.unit)}`;
    const options = { fill: role, halo: true, weight: 500 } as const;
    const at = (x: number, anchor: 'start' | 'end', lower: boolean) =>
      label(x, lower ? y + 14 : y - 5, text, { ...options, anchor });
    const right = plot.x + plot.width;
    const placed = space.place([
      at(plot.x + 4, 'start', above),
      at(right - 4, 'end', above),
      at(plot.x + 4, 'start', true),
      at(right - 4, 'end', true),
    ]);
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
    if (!above) space.reserve({ x: plot.x, y: y - 1, width: plot.width, height: 2 });
    return [...(above ? [] : [rule]), ...(placed ? [placed] : [])];
  });
}

function drawEvents({ data: { events = [], fan }, times, toX, toY, plot, space }: Frame): Mark[] {
  return events.flatMap(({ date, name }): Mark[] => {
    const at = fromIsoText(date);
    const index = times.findLastIndex((time) => time <= at);
    if (index < 0 || at > times.at(-1)! + 7 * 86_400_000) return [];
    const x = toX(times[index]!);
    const y = Math.max(plot.y + 4, toY(fan.p97_5[index]!) - 8);
    const right = plot.x + plot.width;
    const text = space.place([
      label(x - 6, y + 3, name, { anchor: 'end', halo: true }),
      label(x + 6, y + 3, name, { halo: true }),
      label(Math.min(right, x), y - 6, name, { anchor: 'end', halo: true }),
    ]);
    return [{ kind: 'circle', cx: x, cy: y, r: 2.5, fill: 'ink-2' }, ...(text ? [text] : [])];
  });
}
