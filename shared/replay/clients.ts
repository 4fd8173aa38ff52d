import { bitsAt, negativeLogarithm, uniformOf } from './chance.ts';
import { newJob, slotOf, type Core } from './core.ts';
import { cancel, schedule } from './event-heap.ts';
import { giveBackJob } from './jobs.ts';
import { drawTime } from './laws.ts';
import { COUNT, FLAG, JOB, STATUS, TIME } from './layout.ts';
import { enterAnswer, type Loss } from './measures.ts';
import type { Retries } from './network.ts';
import { coversNow } from './spans.ts';
import type { StreamState } from './streams.ts';

const { stream, serial, account, flags, attempt, status } = JOB;
const { start, waited } = TIME;
const { decided } = FLAG;

/** What clients draw, beside their attempts: rows of their stream's key. */
export const CLIENT = { origin: 1, shed: 2, persistence: 3, backoff: 4, think: 5, outside: 6 } as const;

/** Random bits of a request's attempt for one of the above. */
export function clientBits({ streams, jobs: { rows } }: Core, job: number, purpose: number): number {
  const { clientHigh, clientLow } = streams[rows[job + stream]!]!;
  return bitsAt(
    (clientHigh + Math.imul(purpose, 0x632be5ab)) | 0,
    clientLow ^ Math.imul(rows[job + attempt]!, 0x2545f491),
    rows[job + serial]!,
  );
}

/** The request has come to the end of its route, and goes no further: −1. */
export function answer(core: Core, job: number): number {
  const { jobs, measures, streams } = core;
  const { rows } = jobs;
  if (rows[job + flags]! & decided) {
    giveBackJob(jobs, job);
    return -1;
  }
  const index = rows[job + stream]!;
  const source = streams[index]!;
  if (source.timeout < Infinity) cancel(core.heap, slotOf(core, job) + 1);
  const time = job >> 1;
  const response = core.clock[0]! - jobs.times[time + start]!;
  const booked = rows[job + account]!;
  enterAnswer(measures, index, booked, response, jobs.times[time + waited]!);
  if (booked < measures.outside) leaveSpan(core);
  if (source.kind === 'population') think(core, job);
  else giveBackJob(jobs, job);
  return -1;
}

/** One request of the span less to wait for. */
function leaveSpan(core: Core): void {
  const { measures } = core;
  measures.open -= 1;
  if (measures.open === 0 && measures.edge > measures.slices) core.isOver = true;
}

/**
 * The attempt has failed and its client knows: it tries again, or the request is lost. The job itself
 * stays for whoever still holds it.
 */
export function fail(core: Core, job: number, loss: Loss): void {
  const { rows } = core.jobs;
  const source = core.streams[rows[job + stream]!]!;
  rows[job + flags]! |= decided;
  if (source.timeout < Infinity) cancel(core.heap, slotOf(core, job) + 1);
  if (source.retries && mayTryAgain(core, job, source, source.retries))
    backOff(core, job, source, source.retries);
  else lose(core, job, source, loss);
}

function mayTryAgain(core: Core, job: number, source: StreamState, retries: Retries): boolean {
  if (core.jobs.rows[job + attempt]! + 1 >= retries.attempts) return false;
  if (!coversNow(retries.spans, core.clock[0]!)) return false;
  if (retries.persistence !== undefined) {
    if (uniformOf(clientBits(core, job, CLIENT.persistence)) >= retries.persistence) return false;
  }
  if (retries.budget === undefined) return true;
  if (source.allowance < 1) return false;
  source.allowance -= 1;
  return true;
}

/** The same request as another job, which comes back after its backoff. */
function backOff(core: Core, job: number, source: StreamState, { backoff }: Retries): void {
  const again = copyRequest(core, job);
  const { rows } = core.jobs;
  core.measures.counts[rows[again + account]! + COUNT.retried]! += 1;
  const attempts = rows[job + attempt]!;
  rows[again + attempt] = attempts + 1;
  rows[again + JOB.round] = (attempts + 1) << 16;
  rows[again + status] = STATUS.backingOff;
  const longest = backoff.mean * backoff.factor ** attempts;
  const bits = clientBits(core, job, CLIENT.backoff);
  const share =
    backoff.jitter === 'none' ? 1 : backoff.jitter === 'uniform' ? uniformOf(bits) : negativeLogarithm(bits);
  settleOrbit(source, core.clock[0]!);
  source.orbit += 1;
  schedule(core.heap, slotOf(core, again), core.clock[0]! + longest * share);
}

/** Brings the integral of requests between two attempts up to `now`. */
export function settleOrbit(source: StreamState, now: number): void {
  source.orbitTime += source.orbit * (now - source.orbitUntil);
  source.orbitUntil = now;
}

function lose(core: Core, job: number, source: StreamState, loss: Loss): void {
  const { measures } = core;
  const booked = core.jobs.rows[job + account]!;
  measures.counts[booked + COUNT[loss]]! += 1;
  if (booked < measures.outside) leaveSpan(core);
  if (source.kind === 'population') think(core, copyRequest(core, job));
}

/** A job of the same request; what addresses its draws goes with it. */
export function copyRequest(core: Core, job: number): number {
  const copy = newJob(core);
  const { rows, times } = core.jobs;
  for (const column of SHARED) rows[copy + column] = rows[job + column]!;
  times[(copy >> 1) + waited] = 0;
  return copy;
}

const SHARED = [stream, serial, attempt, JOB.round, JOB.origin, account];

/** A customer of a population goes away to think and comes back with another request. */
export function think(core: Core, job: number): void {
  const { rows } = core.jobs;
  const source = core.streams[rows[job + stream]!]!;
  rows[job + status] = STATUS.thinking;
  const high = (source.clientHigh + Math.imul(CLIENT.think, 0x632be5ab)) | 0;
  const time = drawTime(core.laws, source.law, high, source.clientLow, rows[job + serial]!);
  schedule(core.heap, slotOf(core, job), core.clock[0]! + time);
}

/** What the budget allows grows with each fresh request, up to what those of its window would give. */
export function allowRetries(
  source: StreamState,
  { share, window }: NonNullable<Retries['budget']>,
  now: number,
): void {
  source.recent = source.recent * Math.exp((source.recentAt - now) / window) + 1;
  source.recentAt = now;
  source.allowance = Math.min(source.allowance + share, 1 + share * source.recent);
}
