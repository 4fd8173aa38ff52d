import { upperGamma } from '../statistics/gamma.ts';
import { normalCdf, normalDensity, normalQuantile } from '../statistics/normal.ts';

/** Seconds a breaker looks back, and the calls it needs there before it judges. */
export const BREAKER_WINDOW = 10;
export const BREAKER_CALLS = 20;

export interface BreakerInput {
  /** Calls per second while it is closed. */
  callRate: number;
  /** Share of them that fails, each independently. */
  failingShare: number;
  /** Opens above this share of failed calls. */
  openAbove: number;
}

/** Longest start after closing that is followed call by call. */
const FOLLOWED_CALLS = 200;

/**
 * Mean seconds from closing, with an empty window, until the share of failed calls among those of
 * the last 10 seconds, at least 20 of them, exceeds the threshold. Poisson calls.
 *
 * The start is followed call by call (exact). A full window moves like an Ornstein–Uhlenbeck process
 * that forgets within its length: the mean first passage over z standard deviations is
 * 10 s · ∫ Φ(y)/φ(y) dy (Darling and Siegert 1953), z being the signed root of the binomial law's
 * large-deviation rate, so that the tail is right where a normal law would not be. An approximation:
 * its measured error is in docs/methods/shaping.md.
 */
export function breakerTripSeconds({ callRate, failingShare, openAbove }: BreakerInput): number {
  if (!(callRate > 0) || !(failingShare > 0)) return Infinity;
  const calls = callRate * BREAKER_WINDOW;
  const over = deviationsTo(openAbove, Math.max(BREAKER_CALLS, calls), failingShare);
  if (over > FAR) return Infinity;
  const enough = lowerPoisson(calls, BREAKER_CALLS);
  const { chance, extraCalls } = followStart(failingShare, openAbove, calls);
  const judged =
    (BREAKER_CALLS / callRate) * lowerPoisson(calls, BREAKER_CALLS + 1) +
    (1 - enough) * (BREAKER_WINDOW + passageSeconds(-normalQuantile(enough)));
  const later = passageSeconds(-normalQuantile(enough * normalCdf(-over)));
  return judged + extraCalls / callRate + (chance < 1 ? (1 - chance) * later : 0);
}

/** Standard deviations beyond which a breaker does not open in the life of a plan. */
const FAR = 8;

/** Signed root of 2 n KL(level ‖ share): how far a share of n calls has to stray, in deviations. */
function deviationsTo(openAbove: number, calls: number, share: number): number {
  const level = (Math.floor(openAbove * calls + 1e-9) + 0.5) / calls;
  if (level >= 1) return Infinity;
  if (share >= 1) return -Infinity;
  const rate = level * Math.log(level / share) + (1 - level) * Math.log((1 - level) / (1 - share));
  return Math.sqrt(2 * calls * Math.max(0, rate)) * (share > level ? -1 : 1);
}

/** P(at least `count` of a Poisson number). */
const lowerPoisson = (mean: number, count: number): number => Math.max(1e-300, 1 - upperGamma(count, mean));

/**
 * Chance to open before the window is full, and the calls beyond the twentieth it takes then, over
 * all: the number of failures among the first m calls, taken out where it exceeds the threshold.
 */
function followStart(
  failingShare: number,
  openAbove: number,
  calls: number,
): { chance: number; extraCalls: number } {
  const last = Math.min(FOLLOWED_CALLS, Math.max(BREAKER_CALLS, Math.floor(calls)));
  const failed = new Float64Array(last + 2);
  failed[0] = 1;
  let chance = 0;
  let extraCalls = 0;
  for (let call = 1; call <= last; call++) {
    for (let count = call; count >= 1; count--)
      failed[count] = failed[count]! * (1 - failingShare) + failed[count - 1]! * failingShare;
    failed[0]! *= 1 - failingShare;
    if (call < BREAKER_CALLS) continue;
    let opened = 0;
    for (let count = Math.floor(openAbove * call + 1e-9) + 1; count <= call; count++) {
      opened += failed[count]!;
      failed[count] = 0;
    }
    chance += opened;
    extraCalls += opened * (call - BREAKER_CALLS);
  }
  return { chance, extraCalls };
}

const PARTS = 64;

/** Mean time of a full window to stray over `over` deviations, from its mean or from just below. */
function passageSeconds(over: number): number {
  if (over > FAR) return Infinity;
  if (over < -FAR) return 0;
  const from = Math.min(0, over - 0.8);
  const width = (over - from) / PARTS;
  let sum = 0;
  for (let part = 0; part < PARTS; part++) {
    const y = from + (part + 0.5) * width;
    sum += normalCdf(y) / normalDensity(y);
  }
  return BREAKER_WINDOW * sum * width;
}

export interface BreakerSpan {
  /** Chance to be open when the span begins. */
  openBefore: number;
  seconds: number;
  tripSeconds: number;
  openSeconds: number;
  /** Chance that the one call tried after `openSeconds` fails. */
  trialFailing: number;
}

/**
 * Share of a span in which the breaker is open, and the chance that it is when the span ends. Closed
 * and open times alternate; an opening that was under way has a uniform rest, a closed breaker
 * relaxes to the long-run share.
 */
export function breakerOpenShare(span: BreakerSpan): { share: number; openAfter: number } {
  const { openBefore, seconds, tripSeconds, openSeconds, trialFailing } = span;
  if (openBefore === 0 && tripSeconds === Infinity) return { share: 0, openAfter: 0 };
  const closing = (1 - trialFailing) / openSeconds;
  const opening = 1 / tripSeconds;
  const longRun = opening / (opening + closing);
  const pace = (opening + closing) * seconds;
  const risen = pace > 1e-9 ? 1 + Math.expm1(-pace) / pace : pace / 2;
  const rest = Math.min(1, seconds / openSeconds);
  // Mean of the uniform rest within the span, as a share of the span.
  const resting = (openSeconds / seconds) * (rest - (rest * rest) / 2);
  return {
    share: openBefore * (resting + (1 - resting) * longRun) + (1 - openBefore) * longRun * risen,
    openAfter: openBefore * (1 - rest + rest * longRun) + (1 - openBefore) * longRun * -Math.expm1(-pace),
  };
}
