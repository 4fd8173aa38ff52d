import { isRange, shapeOf, type Quantity, type Range } from '../units/quantity.ts';
import { normalQuantile } from './normal.ts';

/** Half-width of a range in standard deviations: its ends are the 5th and 95th percentile. */
const Z95 = 1.6448536269514722;

const CELLS = 16_384;
const quantiles = Float64Array.from({ length: CELLS + 1 }, (_none, cell) =>
  normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, cell / CELLS))),
);

/**
 * Standard normal number at `uniform` in (0, 1), from a table: for noise by the million. Absolute
 * error below 1e-5 except beyond ±3.8, where the exact quantile is used.
 */
export function fastNormalAt(uniform: number): number {
  const position = uniform * CELLS;
  const cell = position | 0;
  if (cell === 0 || cell === CELLS - 1) return normalQuantile(uniform);
  const below = quantiles[cell]!;
  return below + (position - cell) * (quantiles[cell + 1]! - below);
}

/** The quantity's value at `uniform` in (0, 1); a plain number is itself. */
export function quantityAt(quantity: Quantity, uniform: number): number {
  return isRange(quantity) ? rangeAt(quantity, uniform) : quantity;
}

function rangeAt(range: Range, uniform: number): number {
  const { low, high } = range;
  const shape = shapeOf(range);
  switch (shape) {
    case 'uniform':
      return low + (high - low) * uniform;
    case 'triangular':
      return uniform < 0.5
        ? low + (high - low) * Math.sqrt(uniform / 2)
        : high - (high - low) * Math.sqrt((1 - uniform) / 2);
    case 'normal':
      return (low + high) / 2 + ((high - low) / (2 * Z95)) * normalQuantile(uniform);
    case 'lognormal': {
      const middle = (Math.log(low) + Math.log(high)) / 2;
      return Math.exp(middle + ((Math.log(high) - Math.log(low)) / (2 * Z95)) * normalQuantile(uniform));
    }
  }
}

/** Exponential with the given mean. */
export const exponentialAt = (mean: number, uniform: number): number => -mean * Math.log(uniform);

/** Lognormal with the given mean and squared coefficient of variation. */
export function lognormalAt(mean: number, cv2: number, uniform: number): number {
  const variance = Math.log(1 + cv2);
  return mean * Math.exp(Math.sqrt(variance) * normalQuantile(uniform) - variance / 2);
}
