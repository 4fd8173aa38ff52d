import { nextArrival } from './arrivals.ts';
import { bitsAt, negativeLogarithm, uniformOf } from './chance.ts';
import { allowRetries, CLIENT, clientBits, fail, settleOrbit } from './clients.ts';
import { newJob, slotOf, type Core } from './core.ts';
import { isDeferred, putOff } from './deferral.ts';
import { schedule } from './event-heap.ts';
import { giveBackJob } from './jobs.ts';
import { drawTime } from './laws.ts';
import { COUNT, COUNT_SHIFT, JOB, STATUS, TIME, TIMER } from './layout.ts';
import type { Loss } from './measures.ts';
import { coversNow } from './spans.ts';
import type { StreamState } from './streams.ts';

const { stream, place, serial, round, account, status, attempt } = JOB;
const { start, waited } = TIME;
const { moving: MOVING } = STATUS;
const { fresh: FRESH } = COUNT;
const ARRIVAL = TIMER.arrival;

/** A request arrives on its stream; the next of the stream is scheduled. Returns the job, −1 when the door keeps it. */
export function arriveFresh(core: Core, index: number): number {
  const source = core.streams[index]!;
  const job = newJob(core);
  core.jobs.rows[job + stream] = index;
  begin(core, job);
  const now = core.clock[0]!;
  const { gap } = source;
  const following =
    gap > 0
      ? now + gap * negativeLogarithm(bitsAt(source.arrivalHigh, source.arrivalLow, source.serial))
      : nextArrival(source, core.laws, now);
  if (following < Infinity) schedule(core.heap, core.timers.first[ARRIVAL]! + index, following);
  if (source.deferral < 0) return letIn(core, job);
  if (!isDeferred(core, source.deferral)) return letIn(core, job);
  putOff(core, job, source.deferral);
  return -1;
}

/** Makes the job a new request of its stream. */
export function begin(core: Core, job: number): void {
  const { measures } = core;
  const { rows, times } = core.jobs;
  const index = rows[job + stream]!;
  const source = core.streams[index]!;
  const booked = (measures.row + index) << COUNT_SHIFT;
  rows[job + serial] = source.serial++;
  rows[job + round] = 0;
  rows[job + attempt] = 0;
  rows[job + account] = booked;
  times[(job >> 1) + waited] = 0;
  measures.counts[booked + FRESH]! += 1;
  if (booked < measures.outside) measures.open += 1;
  if (source.retries?.budget) allowRetries(source, source.retries.budget, core.clock[0]!);
  if (source.origins.length > 0) rows[job + JOB.origin] = drawOrigin(core, job, source);
}

/** Another attempt of a request after its backoff. */
export function comeBack(core: Core, job: number): number {
  const source = core.streams[core.jobs.rows[job + stream]!]!;
  settleOrbit(source, core.clock[0]!);
  source.orbit -= 1;
  return letIn(core, job);
}

/** An attempt comes to the door: rate limits, then shedding. Returns the job, −1 when it is kept or turned away. */
export function letIn(core: Core, job: number): number {
  const { jobs } = core;
  const { rows } = jobs;
  const source = core.streams[rows[job + stream]!]!;
  rows[job + place] = source.firstPlace;
  rows[job + status] = MOVING;
  jobs.times[(job >> 1) + start] = core.clock[0]!;
  return source.hasRules ? meetRules(core, job, source) : job;
}

/** What clients and rules make of an attempt. */
function meetRules(core: Core, job: number, source: StreamState): number {
  const { jobs } = core;
  const now = core.clock[0]!;
  if (source.origins.length > 0) jobs.times[(job >> 1) + start]! -= drawOutside(core, job, source);
  const deadline = jobs.times[(job >> 1) + start]! + source.timeout;
  if (deadline <= now) return turnAway(core, job, 'timedOut');
  if (source.timeout < Infinity) schedule(core.heap, slotOf(core, job) + 1, deadline);
  if (source.rateLimits.length === 0) return pass(core, job);
  const wait = takeTokens(core, source.rateLimits, deadline - now);
  if (wait < 0) return turnAway(core, job, 'limited');
  if (wait === 0) return pass(core, job);
  jobs.rows[job + status] = STATUS.held;
  // Whoever would lose patience before its turn leaves without a token: its own patience ends it.
  if (wait <= deadline - now) {
    jobs.times[(job >> 1) + waited]! += wait;
    schedule(core.heap, slotOf(core, job), now + wait);
  }
  return -1;
}

/** Through the limits: now shedding decides. */
export function pass(core: Core, job: number): number {
  const source = core.streams[core.jobs.rows[job + stream]!]!;
  core.jobs.rows[job + status] = MOVING;
  source.attemptsSeen += 1;
  if (source.shed > 0 && uniformOf(clientBits(core, job, CLIENT.shed)) < source.shed)
    return turnAway(core, job, 'shed');
  return job;
}

function turnAway(core: Core, job: number, loss: Loss): number {
  fail(core, job, loss);
  giveBackJob(core.jobs, job);
  return -1;
}

/**
 * The wait for a token of every limit, 0 for none, −1 for turned away, by the moment at which each
 * bucket would be full again: with B tokens it may lie B − 1 tokens ahead.
 * Source: the virtual scheduling form of the generic cell rate algorithm, ITU-T I.371.
 */
function takeTokens(core: Core, limits: readonly number[], patience: number): number {
  const now = core.clock[0]!;
  let at = now;
  for (let index = 0; index < limits.length; index++) {
    const limit = core.rules.rateLimits[limits[index]!]!;
    const { rate, burst, whenEmpty, spans } = limit.rule;
    if (!coversNow(spans, now)) continue;
    const early = limit.due - at - (burst - 1) / rate;
    if (early > TOLERANCE / rate) {
      if (whenEmpty === 'drop') return -1;
      if (at + early - now > patience) return at + early - now;
      at += early;
    }
    limit.due = Math.max(limit.due, at) + 1 / rate;
  }
  return at - now;
}

/** Share of a token that sums of many may be off. */
const TOLERANCE = 1e-9;

function drawOrigin(core: Core, job: number, { origins, rate }: StreamState): number {
  let total = 0;
  for (const { shares } of origins) total += shares[Math.min(rate.piece, shares.length - 1)]!;
  let left = uniformOf(clientBits(core, job, CLIENT.origin)) * total;
  for (let origin = 0; origin < origins.length - 1; origin++) {
    const { shares } = origins[origin]!;
    left -= shares[Math.min(rate.piece, shares.length - 1)]!;
    if (left < 0) return origin;
  }
  return origins.length - 1;
}

/** Time outside of an attempt: network and device of its origin. */
function drawOutside(core: Core, job: number, source: StreamState): number {
  const { rows } = core.jobs;
  const { laws } = source.origins[rows[job + JOB.origin]!]!;
  let outside = 0;
  for (let part = 0; part < laws.length; part++) {
    const key = clientBits(core, job, CLIENT.outside + part);
    outside += drawTime(core.laws, laws[part]!, key, source.clientLow, rows[job + serial]!);
  }
  return outside;
}
