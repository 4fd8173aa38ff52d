import { shapeOf, type Range } from '#shared/units/quantity.ts';

/** 95th percentile of the standard normal. */
const Z95 = 1.6448536269514722;

export interface Outline {
  /** Where the picture begins and ends, in the quantity's own unit. */
  from: number;
  to: number;
  /** Densities at equal distances, highest 1. */
  heights: number[];
}

/** The outline of the distribution a range stands for, with a little room beyond its ends. */
export function outlineOf(range: Range, points = 64): Outline {
  const width = range.high - range.low;
  const from = range.low > 0 ? Math.max(0, range.low - width * 0.5) : range.low - width * 0.5;
  const to = range.high + width * 0.5;
  const density = densityOf(range);
  const raw = Array.from({ length: points }, (_none, index) =>
    density(from + ((to - from) * index) / (points - 1)),
  );
  const highest = Math.max(...raw);
  return { from, to, heights: raw.map((height) => height / highest) };
}

function densityOf(range: Range): (x: number) => number {
  const { low, high } = range;
  const middle = (low + high) / 2;
  switch (shapeOf(range)) {
    case 'uniform':
      return (x) => (x >= low && x <= high ? 1 : 0);
    case 'triangular':
      return (x) => Math.max(0, 1 - Math.abs(x - middle) / ((high - low) / 2));
    case 'normal':
      return (x) => Math.exp(-0.5 * ((x - middle) / ((high - low) / (2 * Z95))) ** 2);
    case 'lognormal': {
      const mu = (Math.log(low) + Math.log(high)) / 2;
      const sigma = (Math.log(high) - Math.log(low)) / (2 * Z95);
      return (x) => (x <= 0 ? 0 : Math.exp(-0.5 * ((Math.log(x) - mu) / sigma) ** 2) / x);
    }
  }
}
