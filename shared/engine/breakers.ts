import { breakerOpenShare, breakerTripSeconds } from '../queueing/circuit-breaker.ts';
import { CAUSE } from './causes.ts';
import type { CompiledBreaker } from './compiled-rules.ts';
import { isOut, rejectionCause } from './call-loss.ts';
import { isActive } from './rule-schedule.ts';
import type { Workspace } from './workspace.ts';

/*
 * S6: a circuit breaker watches the calls to a component. While it is open they fail at once and
 * take no capacity. Openings last seconds and pieces minutes, so a piece knows the share of its time
 * in which the breaker is open; what it is when the piece ends is carried over.
 */

/** Share of the piece in which the station's breaker is open, from what its calls meet while it is closed. */
export function settleBreaker(work: Workspace, station: number, seconds: number): void {
  const { stations, compiled } = work;
  const rule = tightestBreaker(work, station);
  if (!rule) {
    stations.open[station] = 0;
    stations.openAfter[station] = 0;
    return;
  }
  const isDown = isOut(work, station);
  const failing = stations.failing[station]!;
  const { overlongShare } = compiled.stations[station]!;
  const full = (1 - failing) * (stations.rejected[station]! + stations.timedOut[station]!);
  const failingShare = isDown ? 1 : Math.min(1, failing + full + overlongShare);
  // A trial finds the component idle: it is neither rejected nor kept waiting.
  const trialFailing = isDown ? 1 : Math.min(1, failing + overlongShare);
  const { share, openAfter } = breakerOpenShare({
    openBefore: stations.openBefore[station]!,
    seconds,
    tripSeconds: tripSeconds(work, rule, stations.wanted[station]!, failingShare),
    openSeconds: rule.openSeconds,
    trialFailing,
  });
  stations.open[station] = share;
  stations.openAfter[station] = openAfter;
  if (failingShare > rule.above / 2) stations.openCause[station] = failureCause(work, station, full);
}

function tightestBreaker(work: Workspace, station: number): CompiledBreaker | null {
  let tightest: CompiledBreaker | null = null;
  for (const rule of work.compiled.rules.breakersOf[station]!) {
    if (isActive(rule.schedule, work) && (!tightest || rule.above < tightest.above)) tightest = rule;
  }
  return tightest;
}

/** What makes most of the calls fail. */
function failureCause(work: Workspace, station: number, full: number): number {
  const { stations, compiled } = work;
  if (stations.down[station]! >= 0) return stations.down[station]!;
  const { overlongShare } = compiled.stations[station]!;
  const failing = stations.failing[station]!;
  if (full >= failing && full >= overlongShare) return rejectionCause(work, station);
  return failing >= overlongShare ? CAUSE.failure : CAUSE.dependency;
}

/** Steps of failing shares and of the logarithm of call rates at which the time to open is known. */
const SHARES = 400;
const RATES = 16;

/** The time to open, to the nearest of many points: it is asked for again and again. */
function tripSeconds(
  { breakerTimes }: Workspace,
  rule: CompiledBreaker,
  callRate: number,
  failingShare: number,
): number {
  const { above } = rule;
  if (!(callRate > 0) || failingShare < above / 1000) return Infinity;
  const share = Math.round(failingShare * SHARES);
  const rate = Math.round(Math.log2(callRate) * RATES);
  const times = breakerTimes.get(rule) ?? new Map<number, number>();
  breakerTimes.set(rule, times);
  const key = rate * (SHARES + 1) + share;
  const found = times.get(key);
  if (found !== undefined) return found;
  const time = breakerTripSeconds({
    callRate: 2 ** (rate / RATES),
    failingShare: share / SHARES,
    openAbove: above,
  });
  times.set(key, time);
  return time;
}

/** Whether a breaker may open although nothing is wrong: answers of an external come too late so often. */
export function breakersMatter(work: Workspace): boolean {
  return work.compiled.rules.breakersOf.some((rules, station) => {
    const { overlongShare } = work.compiled.stations[station]!;
    return rules.some(
      (rule) => rule.openSeconds / tripSeconds(work, rule, NOISIEST, overlongShare) > NEGLIGIBLE,
    );
  });
}

/** Calls per second at which a share strays furthest: a few more than it takes to judge. */
const NOISIEST = 3;
const NEGLIGIBLE = 1e-9;
