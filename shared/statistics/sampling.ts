import { isRange, shapeOf, type Quantity, type Range } from '../units/quantity.ts';
import { normalQuantile } from './normal.ts';

/** Half-width of a range in standard deviations: its ends are the 5th and 95th percentile. */
const Z95 = 1.6448536269514722;

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
