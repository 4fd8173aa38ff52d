import { studentQuantile } from '../statistics/student.ts';
import type { Estimate } from './replay-result.ts';

/** Share of intervals that hold the true value. */
export const CONFIDENCE = 0.99;

/**
 * Mean over independent repetitions with Student's interval (P3). With a single repetition nothing
 * is known of the spread: the interval is the whole line, as large as JSON can say.
 * Source: Law, Simulation Modeling and Analysis, 5th edition, section 9.4.1 (replication).
 */
export function estimateOf(values: readonly number[], value = meanOf(values)): Estimate {
  const count = values.length;
  if (count === 0) throw new RangeError('An estimate needs at least one repetition.');
  if (count === 1) return { value, low: -Number.MAX_VALUE, high: Number.MAX_VALUE };
  const mean = meanOf(values);
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
  const half = studentQuantile(1 - (1 - CONFIDENCE) / 2, count - 1) * Math.sqrt(variance / count);
  return { value, low: value - half, high: value + half };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
