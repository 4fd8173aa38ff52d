import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units/instant.ts';
import { clockText, MONTHS, toCivilDate, WEEKDAYS } from './civil-date.ts';
import { label, type LabelSpace } from './label-space.ts';
import type { Box, Mark } from './scene.ts';
import { textWidth } from './text-size.ts';

/** A label below the axis and the wall-clock time it stands for. */
export interface TimeTick {
  at: number;
  text: string;
  /** Starts a year (or, among hours, a day). */
  major: boolean;
}

type Step = { unit: 'minute' | 'hour' | 'day' | 'month' | 'year'; every: number };

const STEPS: readonly Step[] = [
  { unit: 'minute', every: 1 },
  { unit: 'minute', every: 2 },
  { unit: 'minute', every: 5 },
  { unit: 'minute', every: 10 },
  { unit: 'minute', every: 15 },
  { unit: 'minute', every: 30 },
  { unit: 'hour', every: 1 },
  { unit: 'hour', every: 3 },
  { unit: 'hour', every: 6 },
  { unit: 'hour', every: 12 },
  { unit: 'day', every: 1 },
  { unit: 'day', every: 2 },
  { unit: 'day', every: 7 },
  { unit: 'day', every: 14 },
  { unit: 'month', every: 1 },
  { unit: 'month', every: 2 },
  { unit: 'month', every: 3 },
  { unit: 'month', every: 6 },
  { unit: 'year', every: 1 },
  { unit: 'year', every: 2 },
  { unit: 'year', every: 5 },
  { unit: 'year', every: 10 },
];
const LENGTH = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
} as const;

/** Ticks of the calendar between two wall-clock times: the finest step with at least `pitch` pixels each. */
export function findTimeTicks(from: number, to: number, width: number, pitch = 58): TimeTick[] {
  const msPerPixel = (to - from) / Math.max(1, width);
  const step = STEPS.find(({ unit, every }) => (LENGTH[unit] * every) / msPerPixel >= pitch) ?? STEPS.at(-1)!;
  const ticks: TimeTick[] = [];
  for (let at = firstTick(from, step); at <= to; at = nextTick(at, step))
    ticks.push({ at, ...tickText(at, step) });
  const first = ticks[0];
  if (first && step.unit === 'month' && !first.major)
    first.text = `${first.text} ${toCivilDate(first.at).year}`;
  return ticks;
}

/** Labels under the plot, with a short stroke for each. */
export function drawTimeAxis(
  ticks: readonly TimeTick[],
  toX: (wall: number) => number,
  { x, y, width, height }: Box,
  space: LabelSpace,
): Mark[] {
  const bottom = y + height;
  return ticks.flatMap(({ at, text, major }): Mark[] => {
    const tickX = toX(at);
    const half = textWidth(text, 11) / 2;
    const centre = Math.min(x + width - half, Math.max(x + half, tickX));
    const placed = space.place([
      label(centre, bottom + 15, text, { anchor: 'middle', fill: major ? 'ink' : 'ink-2' }),
    ]);
    const stroke: Mark = {
      kind: 'line',
      x1: tickX,
      x2: tickX,
      y1: bottom,
      y2: bottom + 3,
      stroke: 'line-strong',
      strokeWidth: 1,
    };
    return placed ? [stroke, placed] : [];
  });
}

function firstTick(from: number, { unit, every }: Step): number {
  const { year, month } = toCivilDate(from);
  if (unit === 'year')
    return atOrAfter(from, (shift) => Date.UTC(Math.floor(year / every) * every + shift * every, 0, 1));
  if (unit === 'month') {
    const start = Math.floor((month - 1) / every) * every;
    return atOrAfter(from, (shift) => Date.UTC(year, start + shift * every, 1));
  }
  const length = LENGTH[unit] * every;
  const MONDAY = 4 * DAY_MS; // 1970-01-05: weeks start on Mondays
  return Math.ceil((from - MONDAY) / length) * length + MONDAY;
}

function atOrAfter(from: number, candidate: (shift: number) => number): number {
  return candidate(0) >= from ? candidate(0) : candidate(1);
}

function nextTick(at: number, { unit, every }: Step): number {
  if (unit === 'minute' || unit === 'hour' || unit === 'day') return at + LENGTH[unit] * every;
  const { year, month } = toCivilDate(at);
  return unit === 'year' ? Date.UTC(year + every, 0, 1) : Date.UTC(year, month - 1 + every, 1);
}

function tickText(at: number, { unit, every }: Step): { text: string; major: boolean } {
  const { year, month, day, hour, minute, weekday } = toCivilDate(at);
  switch (unit) {
    case 'year':
      return { text: String(year), major: true };
    case 'month':
      return month === 1 ? { text: String(year), major: true } : { text: MONTHS[month - 1]!, major: false };
    case 'day':
      return {
        text: every === 1 ? `${WEEKDAYS[weekday]} ${day}` : `${day} ${MONTHS[month - 1]}`,
        major: day === 1,
      };
    case 'minute':
    case 'hour':
      return hour === 0 && minute === 0
        ? { text: `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]}`, major: true }
        : { text: clockText(at), major: false };
  }
}
