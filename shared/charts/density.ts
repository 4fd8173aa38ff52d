import type { ServiceLaw } from '../domain/service-time.ts';
import { type Range, shapeOf } from '../units/quantity.ts';

/** A distribution as a picture needs it: a density, its mean and quantiles, and where to look. */
export interface Density {
  /** Relative height at a value; only its shape counts. */
  at(value: number): number;
  mean: number;
  p95: number;
  from: number;
  to: number;
  /** All mass at one value: there is no curve to draw. */
  single?: boolean;
}

/** Standard normal quantile at 0.95. */
const Z95 = 1.6448536269514722;

/** Density of a range as the engine draws from it: low and high are the 5th and 95th percentile, or the ends. */
export function densityOfRange(range: Range): Density {
  const { low, high } = range;
  const width = high - low;
  switch (shapeOf(range)) {
    case 'lognormal': {
      const mu = (Math.log(low) + Math.log(high)) / 2;
      const sigma = (Math.log(high) - Math.log(low)) / (2 * Z95);
      return {
        at: lognormal(mu, sigma),
        mean: Math.exp(mu + sigma ** 2 / 2),
        p95: high,
        ...lognormalSpan(mu, sigma),
      };
    }
    case 'normal': {
      const mean = (low + high) / 2;
      const sigma = width / (2 * Z95);
      return {
        at: (x) => Math.exp(-(((x - mean) / sigma) ** 2) / 2),
        mean,
        p95: high,
        from: mean - 3 * sigma,
        to: mean + 3 * sigma,
      };
    }
    case 'uniform':
      return {
        at: (x) => (x >= low && x <= high ? 1 : 0),
        mean: (low + high) / 2,
        p95: low + 0.95 * width,
        from: low - width * 0.15,
        to: high + width * 0.15,
      };
    case 'triangular':
      return {
        at: (x) => Math.max(0, 1 - Math.abs(x - (low + high) / 2) / (width / 2)),
        mean: (low + high) / 2,
        p95: high - width * Math.sqrt(0.05 / 2),
        from: low - width * 0.1,
        to: high + width * 0.1,
      };
  }
}

/** Density of service times with the given mean, in the mean's unit. */
export function densityOfLaw(mean: number, law: ServiceLaw): Density {
  switch (law.kind) {
    case 'deterministic':
      return { at: () => 0, mean, p95: mean, from: 0, to: mean * 2, single: true };
    case 'exponential':
      return numeric((x) => Math.exp(-x / mean) / mean, mean, mean * 5);
    case 'erlang': {
      const rate = law.stages / mean;
      return numeric(
        (x) =>
          x <= 0 ? (law.stages === 1 ? rate : 0) : Math.exp((law.stages - 1) * Math.log(rate * x) - rate * x),
        mean,
        mean * (1 + 4.5 / Math.sqrt(law.stages)),
      );
    }
    case 'hyperexponential': {
      const p = (1 + Math.sqrt((law.cv2 - 1) / (law.cv2 + 1))) / 2;
      const rates = [(2 * p) / mean, (2 * (1 - p)) / mean] as const;
      return numeric(
        (x) => p * rates[0] * Math.exp(-rates[0] * x) + (1 - p) * rates[1] * Math.exp(-rates[1] * x),
        mean,
        mean * 4 * Math.sqrt(law.cv2),
      );
    }
    case 'lognormal':
      return lognormalWithMean(mean, Math.sqrt(Math.log(1 + law.cv2)));
    case 'lognormalP95': {
      // p95 / mean = exp(z σ − σ²/2), solved for the smaller root, which is the one below the ratio's peak at σ = z
      const sigma = Z95 - Math.sqrt(Math.max(0, Z95 ** 2 - 2 * Math.log(law.p95OverMean)));
      return lognormalWithMean(mean, Math.max(1e-3, sigma));
    }
    case 'histogram':
      return densityOfHistogram(mean, law.upperBoundsMs, law.counts);
  }
}

function lognormalWithMean(mean: number, sigma: number): Density {
  const mu = Math.log(mean) - sigma ** 2 / 2;
  const { to } = lognormalSpan(mu, sigma);
  return { at: lognormal(mu, sigma), mean, p95: Math.exp(mu + Z95 * sigma), from: 0, to };
}

const lognormal = (mu: number, sigma: number) => (x: number) =>
  x <= 0 ? 0 : Math.exp(-(((Math.log(x) - mu) / sigma) ** 2) / 2) / x;

const lognormalSpan = (mu: number, sigma: number) => ({
  from: Math.max(0, Math.exp(mu - 3 * sigma)),
  to: Math.exp(mu + Math.min(3, 1.9 + sigma / 2) * sigma),
});

/** The bins are relative to the mean of the measurement; the curve is scaled to the mean that is given. */
function densityOfHistogram(
  mean: number,
  upperBounds: readonly number[],
  counts: readonly number[],
): Density {
  const bins = upperBounds.map((upper, index) => ({
    lower: upperBounds[index - 1] ?? 0,
    upper,
    count: counts[index] ?? 0,
  }));
  const total = bins.reduce((sum, { count }) => sum + count, 0) || 1;
  const measured =
    bins.reduce((sum, { lower, upper, count }) => sum + (count / total) * ((lower + upper) / 2), 0) || 1;
  const scale = mean / measured;
  const to = (upperBounds.at(-1) ?? 1) * scale;
  return numeric(
    (x) => {
      const bin = bins.find(({ upper }) => x <= upper * scale);
      return bin ? bin.count / total / Math.max(1e-12, bin.upper - bin.lower) : 0;
    },
    mean,
    to,
  );
}

const STEPS = 2000;

/** Finds the 95th percentile by adding up the density from zero; `to` must lie well beyond it. */
function numeric(at: (x: number) => number, mean: number, to: number): Density {
  const reach = to * 3;
  const step = reach / STEPS;
  const heights = Array.from({ length: STEPS }, (_none, index) => at((index + 0.5) * step));
  const goal = 0.95 * heights.reduce((sum, height) => sum + height, 0);
  let sum = 0;
  const index = heights.findIndex((height) => (sum += height) >= goal);
  const p95 = (index + 1) * step;
  return { at, mean, p95, from: 0, to: Math.max(to, p95 * 1.15) };
}
