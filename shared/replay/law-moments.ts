import type { Law } from './network.ts';

/** Mean and squared coefficient of variation of a law. */
export function momentsOf(law: Law): { mean: number; cv2: number } {
  switch (law.kind) {
    case 'deterministic':
      return { mean: law.mean, cv2: 0 };
    case 'exponential':
      return { mean: law.mean, cv2: 1 };
    case 'erlang':
      return { mean: law.mean, cv2: 1 / law.stages };
    case 'hyperexponential':
    case 'gamma':
    case 'lognormal':
      return { mean: law.mean, cv2: law.cv2 };
    case 'histogram':
      return { mean: law.mean, cv2: histogramCv2(law.upperBounds, law.counts) };
    case 'mixture':
      return mixtureMoments(law.parts);
  }
}

/** Uniform inside the bins. */
function histogramCv2(upperBounds: readonly number[], counts: readonly number[]): number {
  let total = 0;
  let first = 0;
  let second = 0;
  upperBounds.forEach((high, bin) => {
    const low = bin === 0 ? 0 : upperBounds[bin - 1]!;
    const count = counts[bin] ?? 0;
    total += count;
    first += (count * (low + high)) / 2;
    second += (count * (low * low + low * high + high * high)) / 3;
  });
  return (second * total) / (first * first) - 1;
}

function mixtureMoments(parts: readonly { weight: number; law: Law }[]): { mean: number; cv2: number } {
  let total = 0;
  let first = 0;
  let second = 0;
  for (const { weight, law } of parts) {
    const { mean, cv2 } = momentsOf(law);
    total += weight;
    first += weight * mean;
    second += weight * mean * mean * (1 + cv2);
  }
  const mean = first / total;
  return { mean, cv2: mean > 0 ? second / total / (mean * mean) - 1 : 0 };
}
