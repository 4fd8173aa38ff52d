import {
  type BucketLaw,
  delayLaw,
  dropShare,
  missingTokens,
  movedTokens,
  quietUtilizationOf,
  sparingShare,
} from './bucket-law.ts';
import { QUIET_UTILIZATION } from './draw-inputs.ts';
import { isActive } from './rule-schedule.ts';
import { settledUpTo } from './station-flow.ts';
import type { Workspace } from './workspace.ts';

/*
 * S2: a token bucket by the tokens missing from it. They grow with every request let in and fall with
 * every token: a queue with constant services, of limited length where the bucket drops, without end
 * where it delays and requests wait for their tokens.
 */

/** Prepares a future, which has its own rates: a bucket must have forgotten the step before as well. */
export function prepareBuckets({ buckets, inputs, compiled }: Workspace): void {
  buckets.wereQuiet = true;
  buckets.laws.forEach((law, index) => {
    const rate = inputs.bucketRates[index]!;
    buckets.quietRates[index] = rate * quietUtilizationOf(law, rate * compiled.grid.stepMinutes * 60);
  });
}

/** Lets a piece's attempts through the buckets, one after the other; sets what is turned away and the waits at the door. */
export function passBuckets(work: Workspace, seconds: number): void {
  const { journeys, compiled, inputs } = work;
  openDoor(work);
  const { rateLimits } = compiled.rules;
  for (let index = 0; index < rateLimits.length; index++) {
    const { journeys: members, schedule, delays } = rateLimits[index]!;
    let arrivals = 0;
    for (const journey of members)
      arrivals +=
        journeys.fresh[journey]! *
        journeys.attempts[journey]! *
        (1 - journeys.limited[journey]!) *
        journeys.passing[journey]!;
    const tokens = inputs.bucketRates[index]! * seconds;
    work.buckets.settled[index] = settledMissing(work, index, (arrivals * seconds) / tokens);
    if (!isActive(schedule, work)) letGo(work, index, arrivals * seconds);
    else if (delays) delay(work, index, arrivals, tokens, seconds);
    else drop(work, index, arrivals, tokens, seconds);
  }
}

/** After a quiet time: as full as its arrivals leave the buckets; full at the start of the horizon. */
export function recallBuckets({ buckets, compiled, path, inputs, quiet, step, minute }: Workspace): void {
  if (!buckets.wereQuiet) return;
  buckets.wereQuiet = false;
  const last = minute > step * compiled.grid.stepMinutes ? step : step - 1;
  buckets.laws.forEach((law, index) => {
    const { journeys: members, schedule } = compiled.rules.rateLimits[index]!;
    let arrivals = 0;
    if (last >= 0 && (!schedule || schedule.shares[last]! > 0))
      for (const journey of members) arrivals += path.totals[journey]![last]! * quiet.attempts[journey]!;
    const utilization = arrivals / inputs.bucketRates[index]!;
    buckets.missing[index] = law.delays ? usualMissing(law, utilization) : missingTokens(law, utilization);
  });
}

/** Tokens missing in the long run where the bucket is quiet; where it is not, it has to be looked at again. */
function settledMissing({ buckets, inputs }: Workspace, index: number, utilization: number): number {
  const law = buckets.laws[index]!;
  if (utilization * inputs.bucketRates[index]! > buckets.quietRates[index]!) return 0;
  return law.delays ? usualMissing(law, utilization) : missingTokens(law, utilization);
}

/** Tokens missing from a bucket below full utilization while nobody waits for them; what waits is no fluid. */
const usualMissing = ({ burst, arrivalCv2 }: BucketLaw, utilization: number): number =>
  utilization < 1 ? Math.min(burst, (utilization * arrivalCv2) / (2 * (1 - utilization))) : burst;

/** As if there were no buckets. */
export function openDoor({ journeys }: Workspace): void {
  journeys.limited.fill(0);
  journeys.passing.fill(1);
  journeys.doorNone.fill(1);
  journeys.doorMean.fill(0);
  journeys.doorVariance.fill(0);
  journeys.doorStart.fill(0);
  journeys.doorEnd.fill(0);
}

/** Turns away what finds no token; tokens a bucket starts ahead with spare requests that. */
function drop(work: Workspace, index: number, arrivals: number, tokens: number, seconds: number): void {
  const { journeys, buckets, compiled } = work;
  const law = buckets.laws[index]!;
  const before = buckets.missing[index]!;
  const came = arrivals * seconds;
  const utilization = came / tokens;
  const after = movedTokens(law, utilization, before, tokens);
  buckets.nextMissing[index] = after;
  if (came === 0) return;
  const spared = Math.max(0, after - before) * sparingShare(law, utilization);
  // As long as more tokens are there than usual, fewer than usual find none.
  const usual = missingTokens(law, utilization);
  const settled = usual > 0 && utilization < 1 ? Math.min(1, after / usual) : 1;
  const share = Math.max(0, dropShare(law, utilization) * settled - spared / came);
  if (share === 0) return;
  for (const journey of compiled.rules.rateLimits[index]!.journeys)
    journeys.limited[journey] = 1 - (1 - journeys.limited[journey]!) * (1 - share);
}

/** Holds back what finds no token: a wait that settles, and what waits as a fluid beyond the depth. */
function delay(work: Workspace, index: number, arrivals: number, tokens: number, seconds: number): void {
  const { journeys, buckets, compiled } = work;
  const law = buckets.laws[index]!;
  const rate = tokens / seconds;
  const before = buckets.missing[index]!;
  const utilization = arrivals / rate;
  const settled = Math.min(utilization, Math.max(0.5, settledUpTo(law.arrivalCv2, tokens)));
  const after = Math.max(usualMissing(law, settled), before + arrivals * seconds - tokens);
  buckets.nextMissing[index] = after;
  if (arrivals === 0) return;
  const { chance, mean, square } = delayLaw(law, settled);
  const held = chance * (mean / rate);
  const start = Math.max(0, before - law.burst) / rate;
  const end = Math.max(0, after - law.burst) / rate;
  const passing = Math.max(0, 1 + ((start - end) * rate) / (arrivals * seconds));
  for (const journey of compiled.rules.rateLimits[index]!.journeys) {
    journeys.passing[journey]! *= passing;
    journeys.doorNone[journey]! *= 1 - chance;
    journeys.doorMean[journey]! += held;
    journeys.doorVariance[journey]! += (chance * square) / (rate * rate) - held * held;
    journeys.doorStart[journey]! += start;
    journeys.doorEnd[journey]! += end;
  }
}

/** A rule that does not apply fills its bucket, and lets go what waits for tokens. */
function letGo({ journeys, buckets, compiled }: Workspace, index: number, came: number): void {
  const { delays, burst, journeys: members } = compiled.rules.rateLimits[index]!;
  const waiting = delays ? Math.max(0, buckets.missing[index]! - burst) : 0;
  buckets.nextMissing[index] = 0;
  if (waiting === 0 || came === 0) return;
  for (const journey of members) journeys.passing[journey]! *= 1 + waiting / came;
}

/** Keeps what the piece left; tells whether a bucket is emptier than quiet steps leave it. */
export function keepBuckets({ buckets }: Workspace): boolean {
  const { missing, nextMissing, settled, wereQuiet } = buckets;
  if (wereQuiet) return false;
  let carriesOver = false;
  for (let index = 0; index < missing.length; index++) {
    missing[index] = nextMissing[index]!;
    if (missing[index]! > Math.max(1, 1.001 * settled[index]!)) carriesOver = true;
  }
  return carriesOver;
}

/** Whether requests wait for tokens as a fluid, or may begin to in the step. */
export function areBucketsMoving({ buckets, compiled, journeys, inputs }: Workspace): boolean {
  const { rateLimits } = compiled.rules;
  for (let index = 0; index < rateLimits.length; index++) {
    const { delays, burst, journeys: members } = rateLimits[index]!;
    if (!delays) continue;
    if (buckets.missing[index]! > burst) return true;
    let arrivals = 0;
    for (const journey of members) arrivals += journeys.fresh[journey]! * journeys.attempts[journey]!;
    if (arrivals > QUIET_UTILIZATION * inputs.bucketRates[index]!) return true;
  }
  return false;
}

/** Whether no bucket shows in a step of fresh requests: fewer come than leave it quiet. */
export function areBucketsQuiet(work: Workspace, step: number): boolean {
  const { compiled, journeys, quiet, buckets } = work;
  const { rateLimits } = compiled.rules;
  for (let index = 0; index < rateLimits.length; index++) {
    const { journeys: members, schedule } = rateLimits[index]!;
    if (schedule && schedule.shares[step] === 0) continue;
    let arrivals = 0;
    for (let member = 0; member < members.length; member++)
      arrivals += journeys.fresh[members[member]!]! * quiet.attempts[members[member]!]!;
    if (arrivals > 0 && arrivals >= buckets.quietRates[index]!) return false;
  }
  return true;
}
