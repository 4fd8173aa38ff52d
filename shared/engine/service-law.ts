import { lowerGamma } from '../statistics/gamma.ts';
import { normalCdf } from '../statistics/normal.ts';
import type { ServiceLaw } from '../domain/service-time.ts';

/** The share of services shorter than `time`, in means of the law. */
export type CumulativeLaw = (time: number) => number;

/** P(service ≤ time) of a law with mean 1. */
export function cumulativeOf(law: ServiceLaw): CumulativeLaw {
  switch (law.kind) {
    case 'exponential':
      return (time) => (time <= 0 ? 0 : -Math.expm1(-time));
    case 'deterministic':
      return (time) => (time < 1 ? 0 : 1);
    case 'erlang':
      return (time) => (time <= 0 ? 0 : lowerGamma(law.stages, law.stages * time));
    case 'hyperexponential': {
      const share = balancedShare(law.cv2);
      return (time) =>
        time <= 0
          ? 0
          : -share * Math.expm1(-2 * share * time) - (1 - share) * Math.expm1(-2 * (1 - share) * time);
    }
    case 'lognormal':
    case 'lognormalP95': {
      const variance = Math.log(1 + cv2Of(law));
      const deviation = Math.sqrt(variance);
      return (time) => (time <= 0 ? 0 : normalCdf((Math.log(time) + variance / 2) / deviation));
    }
    case 'histogram':
      return histogramCumulative(law.upperBoundsMs, law.counts);
  }
}

/** Squared coefficient of variation of the law. */
export function cv2Of(law: ServiceLaw): number {
  switch (law.kind) {
    case 'exponential':
      return 1;
    case 'deterministic':
      return 0;
    case 'erlang':
      return 1 / law.stages;
    case 'hyperexponential':
    case 'lognormal':
      return law.cv2;
    case 'lognormalP95': {
      // p95 / mean = exp(1.645 s − s²/2); the smaller root is the unimodal one people mean.
      const z = 1.6448536269514722;
      const deviation = z - Math.sqrt(Math.max(0, z * z - 2 * Math.log(law.p95OverMean)));
      return Math.expm1(deviation * deviation);
    }
    case 'histogram':
      return histogramCv2(law.upperBoundsMs, law.counts);
  }
}

/** Share of the faster phase of a hyper-exponential law with balanced means. */
function balancedShare(cv2: number): number {
  return (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
}

/** Uniform within bins, rescaled to mean 1; the first bin begins at 0. */
function histogramCumulative(bounds: readonly number[], counts: readonly number[]): CumulativeLaw {
  const { mean, total } = histogramMoments(bounds, counts);
  return (time) => {
    const at = time * mean;
    let sum = 0;
    for (let bin = 0; bin < bounds.length; bin++) {
      const low = bin === 0 ? 0 : bounds[bin - 1]!;
      const high = bounds[bin]!;
      if (at <= low) break;
      sum += (counts[bin] ?? 0) * Math.min(1, (at - low) / (high - low));
    }
    return sum / total;
  };
}

function histogramCv2(bounds: readonly number[], counts: readonly number[]): number {
  const { mean, second } = histogramMoments(bounds, counts);
  return second / (mean * mean) - 1;
}

function histogramMoments(bounds: readonly number[], counts: readonly number[]) {
  let total = 0;
  let mean = 0;
  let second = 0;
  bounds.forEach((high, bin) => {
    const low = bin === 0 ? 0 : bounds[bin - 1]!;
    const count = counts[bin] ?? 0;
    total += count;
    mean += (count * (low + high)) / 2;
    second += (count * (low * low + low * high + high * high)) / 3;
  });
  return { total, mean: mean / total, second: second / total };
}
