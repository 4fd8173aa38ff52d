import { bitsAt, moreBits, negativeLogarithm, standardNormal, uniformOf } from './chance.ts';
import type { Law } from './network.ts';

/** Laws by number, ready to draw from: parameters in columns, tables one behind the other. */
export interface Laws {
  kinds: Uint8Array;
  first: Float64Array;
  second: Float64Array;
  third: Float64Array;
  /** Position and length of the law's part of the table. */
  from: Int32Array;
  length: Int32Array;
  table: Float64Array;
}

const DETERMINISTIC = 0;
export const EXPONENTIAL = 1;
const ERLANG = 2;
const HYPEREXPONENTIAL = 3;
const GAMMA = 4;
const LOGNORMAL = 5;
const HISTOGRAM = 6;
const MIXTURE = 7;

interface Row {
  kind: number;
  first: number;
  second: number;
  third: number;
  table: number[];
}

/** Gathers laws; `add` gives the number to draw by, the same for laws that agree. */
export function createLawBook(): { add(law: Law): number; close(): Laws } {
  const rows: Row[] = [];
  const known = new Map<string, number>();
  const add = (law: Law): number => {
    const key = JSON.stringify(law);
    const found = known.get(key);
    if (found !== undefined) return found;
    const row = rowOf(law, add);
    const number = rows.push(row) - 1;
    known.set(key, number);
    return number;
  };
  return { add, close: () => columnsOf(rows) };
}

function columnsOf(rows: readonly Row[]): Laws {
  const table = rows.flatMap((row) => row.table);
  let from = 0;
  return {
    kinds: Uint8Array.from(rows, ({ kind }) => kind),
    first: Float64Array.from(rows, ({ first }) => first),
    second: Float64Array.from(rows, ({ second }) => second),
    third: Float64Array.from(rows, ({ third }) => third),
    from: Int32Array.from(rows, (row) => (from += row.table.length) - row.table.length),
    length: Int32Array.from(rows, (row) => row.table.length),
    table: Float64Array.from(table),
  };
}

function rowOf(law: Law, add: (law: Law) => number): Row {
  const row = (kind: number, first: number, second = 0, third = 0, table: number[] = []): Row => ({
    kind,
    first,
    second,
    third,
    table,
  });
  switch (law.kind) {
    case 'deterministic':
      return row(DETERMINISTIC, law.mean);
    case 'exponential':
      return row(EXPONENTIAL, law.mean);
    case 'erlang':
      return row(ERLANG, law.mean / law.stages, law.stages);
    case 'hyperexponential': {
      const share = (1 + Math.sqrt((law.cv2 - 1) / (law.cv2 + 1))) / 2;
      return row(HYPEREXPONENTIAL, share, law.mean / (2 * share), law.mean / (2 * (1 - share)));
    }
    case 'gamma':
      return law.cv2 === 0 ? row(DETERMINISTIC, law.mean) : row(GAMMA, 1 / law.cv2, law.mean * law.cv2);
    case 'lognormal': {
      const variance = Math.log(1 + law.cv2);
      return row(LOGNORMAL, Math.log(law.mean) - variance / 2, Math.sqrt(variance));
    }
    case 'histogram':
      return row(HISTOGRAM, 0, 0, 0, histogramTable(law.upperBounds, law.counts, law.mean));
    case 'mixture': {
      const total = law.parts.reduce((sum, { weight }) => sum + weight, 0);
      let below = 0;
      return row(
        MIXTURE,
        0,
        0,
        0,
        law.parts.flatMap(({ weight, law: part }) => [(below += weight / total), add(part)]),
      );
    }
  }
}

/** Pairs of cumulative share and upper bound, from (0, 0) on, scaled to the mean. */
function histogramTable(upperBounds: readonly number[], counts: readonly number[], mean: number): number[] {
  let total = 0;
  let weighted = 0;
  upperBounds.forEach((high, bin) => {
    total += counts[bin] ?? 0;
    weighted += ((counts[bin] ?? 0) * (high + (bin === 0 ? 0 : upperBounds[bin - 1]!))) / 2;
  });
  const scale = (mean * total) / weighted;
  let below = 0;
  return [0, 0, ...upperBounds.flatMap((high, bin) => [(below += (counts[bin] ?? 0) / total), high * scale])];
}

/** A time by the law, at `counter` of the key's row. */
export function drawTime(laws: Laws, law: number, high: number, low: number, counter: number): number {
  const kind = laws.kinds[law]!;
  if (kind === DETERMINISTIC) return laws.first[law]!;
  const bits = bitsAt(high, low, counter);
  if (kind === EXPONENTIAL) return laws.first[law]! * negativeLogarithm(bits);
  return timeOf(laws, law, kind, bits, low);
}

function timeOf(laws: Laws, law: number, kind: number, bits: number, low: number): number {
  const first = laws.first[law]!;
  const second = laws.second[law]!;
  switch (kind) {
    case DETERMINISTIC:
      return first;
    case EXPONENTIAL:
      return first * negativeLogarithm(bits);
    case ERLANG:
      return first * sumOfExponentials(bits, low, second);
    case HYPEREXPONENTIAL: {
      // The draw that chose the phase, spread over (0, 1) again, is the draw within it.
      const uniform = uniformOf(bits);
      return uniform < first
        ? -second * Math.log(uniform / first)
        : -laws.third[law]! * Math.log((uniform - first) / (1 - first));
    }
    case GAMMA:
      return second * gammaTime(bits, low, first);
    case LOGNORMAL:
      return Math.exp(first + second * standardNormal(bits));
    case HISTOGRAM:
      return histogramTime(laws, law, uniformOf(bits));
    default:
      return mixtureTime(laws, law, bits, low);
  }
}

function sumOfExponentials(bits: number, low: number, stages: number): number {
  let sum = negativeLogarithm(bits);
  for (let stage = 1; stage < stages; stage++) sum += negativeLogarithm(moreBits(bits, low, stage));
  return sum;
}

/**
 * Gamma with scale 1. Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM
 * Transactions on Mathematical Software 26 (2000); shapes below 1 by their U^(1/shape) remark.
 */
function gammaTime(bits: number, low: number, shape: number): number {
  const raised = shape < 1 ? shape + 1 : shape;
  const boost = shape < 1 ? Math.exp(-negativeLogarithm(moreBits(bits, low, 1)) / shape) : 1;
  const d = raised - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let index = 2; ; index += 2) {
    const normal = standardNormal(moreBits(bits, low, index));
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    const threshold = 0.5 * normal * normal + d - d * cube + d * Math.log(cube);
    if (-negativeLogarithm(moreBits(bits, low, index + 1)) < threshold) return boost * d * cube;
  }
}

function histogramTime({ from, length, table }: Laws, law: number, uniform: number): number {
  const start = from[law]!;
  let low = 0;
  let high = length[law]! / 2 - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[start + 2 * middle]! <= uniform) low = middle;
    else high = middle;
  }
  const below = table[start + 2 * low]!;
  const share = table[start + 2 * high]! - below;
  const at = table[start + 2 * low + 1]!;
  return share > 0 ? at + ((uniform - below) / share) * (table[start + 2 * high + 1]! - at) : at;
}

function mixtureTime(laws: Laws, law: number, bits: number, low: number): number {
  const uniform = uniformOf(bits);
  const start = laws.from[law]!;
  const last = start + laws.length[law]! - 2;
  let at = start;
  while (at < last && laws.table[at]! < uniform) at += 2;
  const part = laws.table[at + 1]!;
  return timeOf(laws, part, laws.kinds[part]!, moreBits(bits, low, 1), low);
}
