import { isRange, middle, type Quantity, type Range } from '#shared/units/quantity.ts';

/** What a slider can reach, in the field's own unit. */
export interface SliderScale {
  from: number;
  to: number;
  step: number;
}

/** What a field says of its slider; what it leaves out follows from the value. */
export interface SliderRange {
  from: number;
  to?: number;
  step?: number;
}

/** As far as three times the value, in about a hundred steps. */
export function scaleFor({ from, to, step }: SliderRange, value: number): SliderScale {
  const reach = to ?? roundUp(Math.max(value * 3, from + (step ?? 0) * 10, 1e-6));
  const steps = step ?? roundUp((reach - from) / 200);
  return { from, to: Math.max(reach, value), step: steps };
}

/** The next of 1, 2, 3, 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 3, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(3));
}

/** The quantity around another middle: a range keeps its shape, positive ones by factor, others by distance. */
export function moveTo(value: Quantity | undefined, target: number, step: number): Quantity {
  const tidy = (number: number) => roundTo(number, step);
  if (value === undefined || !isRange(value)) return tidy(target);
  if (value.low > 0 && target > 0) {
    const factor = target / middle(value);
    const [low, high] = [tidy(value.low * factor), tidy(value.high * factor)];
    return low > 0 && high > low ? { ...value, low, high } : exact(value, (end) => end * factor);
  }
  const distance = target - middle(value);
  const [low, high] = [tidy(value.low + distance), tidy(value.high + distance)];
  return high > low ? { ...value, low, high } : exact(value, (end) => end + distance);
}

/** Where the step is too coarse for the range: as few digits as tell its ends apart. */
function exact(range: Range, move: (end: number) => number): Range {
  const ends = [move(range.low), move(range.high)] as const;
  const digits =
    [3, 4, 6, 9].find((count) => ends[0].toPrecision(count) !== ends[1].toPrecision(count)) ?? 15;
  const [low, high] = ends.map((end) => Number(end.toPrecision(digits))) as [number, number];
  return { ...range, low, high };
}

/** Multiples of the step, without the dust of binary fractions. */
const roundTo = (value: number, step: number): number =>
  Number((Math.round(value / step) * step).toPrecision(12));
