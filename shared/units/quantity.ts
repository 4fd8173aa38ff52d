import { z } from 'zod';

/**
 * A number, or a range that says how sure the planner is.
 * `low` and `high` enclose 90 % of the futures (5th and 95th percentile), except for
 * `uniform` and `triangular`, where they are the ends.
 * Without a `shape`: lognormal when both ends are positive, else normal.
 */
export interface Range {
  low: number;
  high: number;
  shape?: 'lognormal' | 'normal' | 'uniform' | 'triangular' | undefined;
}
export type Quantity = number | Range;

export interface QuantityLimits {
  min?: number;
  max?: number;
  integer?: boolean;
}

export const rangeSchema = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    shape: z.enum(['lognormal', 'normal', 'uniform', 'triangular']).optional(),
  })
  .refine((range) => range.low < range.high, { message: 'The low end must be below the high end.' })
  .refine((range) => range.shape !== 'lognormal' || range.low > 0, {
    message: 'A lognormal range must be positive.',
  });

/** Schema of a quantity whose value, or whose two ends, lie within `limits`. */
export function quantity({ min = -Infinity, max = Infinity, integer = false }: QuantityLimits = {}) {
  const single = integer ? z.number().int() : z.number();
  const expected = `Expected a number or a range ${describeLimits({ min, max })}.`;
  return z
    .union([single, rangeSchema], { error: expected })
    .refine((value) => lowEnd(value) >= min && highEnd(value) <= max, { message: expected });
}

export const isRange = (value: Quantity): value is Range => typeof value !== 'number';
export const lowEnd = (value: Quantity): number => (isRange(value) ? value.low : value);
export const highEnd = (value: Quantity): number => (isRange(value) ? value.high : value);

/** The quantity in another unit: both ends times a positive factor. */
export function scaleQuantity(value: Quantity, factor: number): Quantity {
  return isRange(value) ? { ...value, low: value.low * factor, high: value.high * factor } : value * factor;
}

/** The shape that draws from the range follow when none is chosen. */
export function shapeOf(range: Range): NonNullable<Range['shape']> {
  return range.shape ?? (range.low > 0 ? 'lognormal' : 'normal');
}

/** Median of the quantity: what a single "expected" future uses. */
export function middle(value: Quantity): number {
  if (!isRange(value)) return value;
  return shapeOf(value) === 'lognormal' ? Math.sqrt(value.low * value.high) : (value.low + value.high) / 2;
}

function describeLimits({ min = -Infinity, max = Infinity }: QuantityLimits): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return `from ${min} to ${max}`;
  if (Number.isFinite(min)) return `of at least ${min}`;
  if (Number.isFinite(max)) return `of at most ${max}`;
  return '';
}
