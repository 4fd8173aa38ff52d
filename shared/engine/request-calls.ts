import type { CompiledPlan } from './compiled-plan.ts';

/** One visit of a path in one future. */
export interface VisitInputs {
  /** Mean and variance of the calls of one request. */
  calls: number;
  callVariance: number;
  /** Share answered from a cache, and calls of the others. */
  hit: number;
  per: number;
  /** Of one call. */
  seconds: number;
}

/** What one request asks of every station: journey × stations + station. */
export interface RequestCalls {
  calls: Float64Array;
  erlangs: Float64Array;
  /** In path order, by journey. */
  visits: VisitInputs[][];
}

/** Chance that none of `per` calls meets what befalls `share` of them; 1.6 calls are one or two. */
export function noneOf(share: number, per: number): number {
  if (per === 1) return 1 - share;
  const whole = Math.floor(per);
  return (1 - share) ** whole * (1 - (per - whole) * share);
}

/**
 * Calls and erlangs of one request at every station when nothing fails: only externals whose answers
 * come too late always keep a share of the requests from what follows.
 */
export function fillRequestCalls(
  { stations, journeys }: CompiledPlan,
  inputs: RequestCalls,
  journey: number,
): void {
  const { visits } = journeys[journey]!;
  let alive = 1;
  let before = 1;
  let inLane = 1;
  visits.forEach(({ station, soft, stage, lane }, place) => {
    const last = visits[place - 1];
    if (last && last.stage !== stage) inLane = before = alive;
    else if (last && last.lane !== lane) inLane = before;
    const { calls, seconds, hit, per } = inputs.visits[journey]![place]!;
    const at = journey * stations.length + station;
    inputs.calls[at]! += inLane * calls;
    inputs.erlangs[at]! += inLane * calls * seconds;
    const { overlongShare } = stations[station]!;
    if (soft || overlongShare === 0) return;
    const through = hit + (1 - hit) * noneOf(overlongShare, per);
    inLane *= through;
    alive *= through;
  });
}
