import * as fc from 'fast-check';
import type { Quantity } from '#shared/units/quantity.ts';

/** Numbers of three figures over orders of magnitude, `10^from` to `10^to`; shrinks towards 1. */
export const orders = (from: number, to: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.round(from * 100), max: Math.round(to * 100) })
    .map((exponent) => Number((10 ** (exponent / 100)).toPrecision(3)));

/** Numbers of two decimals. */
export const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.round(min * 100), max: Math.round(max * 100) })
    .map((hundredths) => hundredths / 100);

/** Something that may be left out. */
export const perhaps = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });

const shapes = fc.constantFrom(undefined, 'lognormal', 'normal', 'uniform', 'triangular');

/** The number itself or, one time in four, a range around it within the limits. */
export const certainOrNot = (
  number: fc.Arbitrary<number>,
  { min = 0, max = Infinity } = {},
): fc.Arbitrary<Quantity> =>
  fc
    .tuple(number, fc.option(fc.tuple(fc.integer({ min: 1, max: 60 }), shapes), { freq: 3 }))
    .map(([value, spread]): Quantity => {
      if (!spread) return value;
      const [percent, shape] = spread;
      const high = Math.min(max, value * (1 + percent / 100));
      const low = Math.max(min, value * (1 - percent / 100));
      return low < high ? { low, high, ...(shape && { shape }) } : value;
    });

/** The fields that are there: what `perhaps` left out is left out, not `undefined`. */
export const present = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
