import { renewalBucketDrop } from '../queueing/bursty-bucket.ts';
import { renewalBucketDelay } from '../queueing/bursty-delay.ts';
import { tokenBucketDrop } from '../queueing/token-bucket.ts';

/** A token bucket by its utilization, arrivals over tokens; one token per unit of time. */
export interface BucketLaw {
  burst: number;
  arrivalCv2: number;
  delays: boolean;
  /** Utilization up to which fewer are turned away or held back than anything shows. */
  quietBelow: number;
  /** Logarithms of the share turned away, by point; see `dropShare`. */
  points: Map<number, number>;
}

const NEGLIGIBLE = 1e-9;
/** Poisson arrivals at so shallow a bucket are summed exactly each time; others are read off a table. */
const SHALLOW = 200;
/** Depths over the cv² of the arrivals beyond which reflected Brownian motion is as good as the exact chain. */
const DEEP = 1000;

export function createBucketLaw(burst: number, arrivalCv2: number, delays: boolean): BucketLaw {
  const law: BucketLaw = { burst, arrivalCv2, delays, quietBelow: 0, points: new Map() };
  law.quietBelow = findQuiet(law);
  return law;
}

/** By bisection; a bucket so deep that exact shares cost much is given what Brownian motion allows it. */
function findQuiet(law: BucketLaw): number {
  if (isDeep(law)) return Math.max(0, 1 - (30 * Math.max(1, law.arrivalCv2)) / law.burst);
  let low = 0;
  let high = 1;
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    const share = law.delays ? delayLaw(law, middle).chance : exactDrop(law, middle);
    if (share > NEGLIGIBLE) high = middle;
    else low = middle;
  }
  return low;
}

const isDeep = ({ burst, arrivalCv2 }: BucketLaw): boolean => burst > DEEP * Math.max(1, arrivalCv2);

/** Share of requests turned away in the long run. */
export function dropShare(law: BucketLaw, utilization: number): number {
  if (utilization <= 0) return 0;
  if (isDeep(law)) return brownianDrop(law, utilization);
  if (law.arrivalCv2 === 1 && law.burst <= SHALLOW) return exactDrop(law, utilization);
  return tabledDrop(law, utilization);
}

const exactDrop = ({ burst, arrivalCv2 }: BucketLaw, arrivalRate: number): number =>
  arrivalCv2 === 1
    ? tokenBucketDrop({ rate: 1, burst, arrivalRate })
    : renewalBucketDrop({ rate: 1, burst, arrivalRate, arrivalCv2 });

/** Drift and variance of the missing tokens, per token: ρ − 1 and ρ ca², kept between 0 and the depth. */
function brownianDrop({ burst, arrivalCv2 }: BucketLaw, utilization: number): number {
  const drift = utilization - 1;
  const variance = utilization * arrivalCv2;
  const exponent = (2 * drift * burst) / variance;
  const lost = Math.abs(exponent) < 1e-6 ? variance / (2 * burst) : drift / -Math.expm1(-exponent);
  return lost / utilization;
}

/** Points lie evenly over arsinh of the exponent of Brownian motion, which is where the share bends. */
const CELLS = 32;
const BEND = 4;

function tabledDrop(law: BucketLaw, utilization: number): number {
  const scale = (2 * law.burst) / law.arrivalCv2 / BEND;
  const position = Math.asinh((utilization - 1) * scale) * CELLS;
  const cell = Math.floor(position);
  const low = logDropAt(law, cell, scale);
  const high = logDropAt(law, cell + 1, scale);
  return Math.exp(low + (position - cell) * (high - low));
}

const FLOOR = Math.log(1e-40);

function logDropAt(law: BucketLaw, point: number, scale: number): number {
  const known = law.points.get(point);
  if (known !== undefined) return known;
  const utilization = 1 + Math.sinh(point / CELLS) / scale;
  const share = utilization > 0 ? exactDrop(law, utilization) : 0;
  const log = share > 1e-40 ? Math.log(share) : FLOOR;
  law.points.set(point, log);
  return log;
}

/** Share held back, and mean and mean square of their delay in tokens, in the long run; below full utilization. */
export function delayLaw(
  { burst, arrivalCv2 }: BucketLaw,
  utilization: number,
): { chance: number; mean: number; square: number } {
  const { delayProbability: chance, meanDelay: mean } = renewalBucketDelay({
    rate: 1,
    burst,
    arrivalRate: utilization,
    arrivalCv2,
  });
  // M/D/1 (Takács): E[W²] = 2 E[W]² + ρ / (3 (1 − ρ)). Beyond a burst the rest is nearly exponential.
  const all = chance * mean;
  const square =
    burst === 1 && arrivalCv2 === 1 && chance > 0
      ? (2 * all * all + utilization / (3 * (1 - utilization))) / chance
      : 2 * mean * mean;
  return { chance, mean, square };
}

/** Mean number of tokens missing in the long run, after reflected Brownian motion between 0 and the depth. */
export function missingTokens({ burst, arrivalCv2 }: BucketLaw, utilization: number): number {
  const exponent = (2 * (utilization - 1) * burst) / Math.max(1e-12, utilization * arrivalCv2);
  if (Math.abs(exponent) < 1e-3) return burst / 2 + (burst * exponent) / 12;
  return burst * (1 / -Math.expm1(-exponent) - 1 / exponent);
}

/**
 * Tokens missing after `tokens` came in: far from full utilization they run in a straight line to
 * where they settle, near it they wander there; a bucket that fills faster than it is emptied
 * forgets at the pace of Brownian motion with that drift.
 */
export function movedTokens(law: BucketLaw, utilization: number, before: number, tokens: number): number {
  const settled = missingTokens(law, utilization);
  const drift = utilization - 1;
  const variance = Math.max(1e-12, utilization * law.arrivalCv2);
  if (!isDriven(law, utilization))
    return settled + (before - settled) * Math.exp((-((Math.PI / law.burst) ** 2) * variance * tokens) / 2);
  const run = before + drift * tokens;
  if (drift > 0) return before < settled ? Math.min(settled, run) : settled;
  if (before > settled) return Math.max(settled, run);
  return settled + (before - settled) * Math.exp((-drift * drift * tokens) / (4 * variance));
}

/** Utilization below which a bucket neither shows nor remembers what was `tokens` ago. */
export function quietUtilizationOf({ burst, arrivalCv2, quietBelow }: BucketLaw, tokens: number): number {
  const wanders = (2 * burst * burst) / arrivalCv2 < tokens;
  return wanders ? quietBelow : Math.min(quietBelow, Math.max(0, 1 - Math.sqrt((40 * arrivalCv2) / tokens)));
}

/** Whether drift crosses the bucket sooner than chance does. */
const isDriven = ({ burst, arrivalCv2 }: BucketLaw, utilization: number): boolean =>
  Math.abs(utilization - 1) * burst > Math.max(1e-12, utilization * arrivalCv2);

/** Share of the tokens a bucket starts ahead with that spare a request; the others overflow it. */
export function sparingShare(law: BucketLaw, utilization: number): number {
  if (isDriven(law, utilization)) return utilization > 1 ? 1 : 0;
  return 1 / (1 + Math.exp((-2 * (utilization - 1) * law.burst) / (utilization * law.arrivalCv2)));
}
