import { randomKey } from '../statistics/random.ts';
import { clearEventHeap, createEventHeap, growEventHeap, type EventHeap } from './event-heap.ts';
import { clearJobs, createJobs, growJobs, isFull, takeJob, type Jobs } from './jobs.ts';
import { createLawBook, type Laws } from './laws.ts';
import { JOB, JOB_SHIFT } from './layout.ts';
import { clearMeasures, createMeasures, type MeasureOptions, type Measures } from './measures.ts';
import type { Network } from './network.ts';
import { compilePlaces, keyPlaces, type Places } from './places.ts';
import { createRuleStates, type RuleStates } from './rule-states.ts';
import { clearStations, createStations, type Stations } from './stations.ts';
import { clearStream, createStreams, type StreamState } from './streams.ts';

/** Everything one replay needs, allocated once and used again for every repetition. */
export interface Core {
  network: Network;
  start: number;
  /** Now, alone in its array so that no event makes a number object. */
  clock: Float64Array;
  heap: EventHeap;
  jobs: Jobs;
  laws: Laws;
  places: Places;
  stations: Stations;
  streams: StreamState[];
  rules: RuleStates;
  measures: Measures;
  timers: Timers;
  /** First slot of jobs: two each, its own next moment and its client's patience. */
  jobSlots: number;
  outbox: Outbox;
  isOver: boolean;
}

/** Slots of the heap that are no jobs': what they are and whose, and the first of each kind. */
export interface Timers {
  kinds: Uint8Array;
  owners: Int32Array;
  first: number[];
}

/** Jobs to which something happened while another was looked at, in order. */
export interface Outbox {
  count: number;
  /** So many of them are done with. */
  taken: number;
  jobs: Int32Array;
  outcomes: Uint8Array;
}

const FIRST_JOBS = 256;

export function createCore(network: Network, options: MeasureOptions): Core {
  const book = createLawBook();
  const places = compilePlaces(network, book.add);
  const stations = createStations(network, book.add);
  const streams = createStreams(network, book.add, places);
  const timers = numberTimers(network);
  const jobSlots = timers.kinds.length;
  return {
    network,
    start: options.start,
    clock: new Float64Array(1),
    heap: createEventHeap(jobSlots + 2 * FIRST_JOBS),
    jobs: createJobs(FIRST_JOBS),
    laws: book.close(),
    places,
    stations,
    streams,
    rules: createRuleStates(network),
    measures: createMeasures(network, options),
    timers,
    jobSlots,
    outbox: { count: 0, taken: 0, jobs: new Int32Array(64), outcomes: new Uint8Array(64) },
    isOver: false,
  };
}

/** One slot each for bookkeeping and probes, then one per owner, in the order of TIMER. */
function numberTimers({ streams, stations, shedding = [], deferrals = [] }: Network): Timers {
  const each = stations.length;
  const counts = [1, 1, streams.length, each, each, each, shedding.length, deferrals.length];
  const owners = counts.flatMap((count, kind) =>
    Array.from({ length: count }, (_none, owner) => ({ kind, owner })),
  );
  return {
    kinds: Uint8Array.from(owners, ({ kind }) => kind),
    owners: Int32Array.from(owners, ({ owner }) => owner),
    first: counts.map((_count, kind) => counts.slice(0, kind).reduce((sum, count) => sum + count, 0)),
  };
}

/** Back to the start, with the chance of one repetition of one future. */
export function resetCore(core: Core, seed: number, future: number, repetition: number): void {
  core.clock[0] = core.start;
  clearEventHeap(core.heap);
  clearJobs(core.jobs);
  clearStations(core.stations, core.network, core.start);
  core.streams.forEach((stream) => clearStream(stream, core.start));
  keyPlaces(core.places, seed, future, repetition);
  keyStreams(core, seed, future, repetition);
  for (const limit of core.rules.rateLimits) {
    const { burst, level = burst, rate } = limit.rule;
    limit.due = core.start + (burst - level) / rate;
  }
  clearMeasures(core.measures);
  core.outbox.count = 0;
  core.outbox.taken = 0;
  core.isOver = false;
}

function keyStreams({ network, streams }: Core, seed: number, future: number, repetition: number): void {
  streams.forEach((stream, index) => {
    const name = `replay/${repetition}/streams/${network.streams[index]!.id}`;
    const arrivals = randomKey(seed, future, `${name}/arrivals`);
    const clients = randomKey(seed, future, `${name}/clients`);
    stream.arrivalHigh = arrivals.high;
    stream.arrivalLow = arrivals.low;
    stream.clientHigh = clients.high;
    stream.clientLow = clients.low;
  });
}

/** A row for a request or a branch; makes room when there is none. */
export function newJob(core: Core): number {
  const { jobs } = core;
  if (isFull(jobs)) {
    growJobs(jobs);
    growEventHeap(core.heap, core.jobSlots + 2 * (jobs.rows.length >> JOB_SHIFT));
  }
  return takeJob(jobs);
}

/** The job's own slot in the heap; its client's is the next. */
export const slotOf = (core: Core, job: number): number => core.jobSlots + (job >> (JOB_SHIFT - 1));

const { serial, round, made } = JOB;

/** Address of the job's draws: its request's number, and another for every attempt, hop and call. */
export function counterOf({ jobs }: Core, job: number): number {
  const { rows } = jobs;
  // The golden ratio's fraction in 32 bits scatters the few values of the second term.
  return rows[job + serial]! ^ Math.imul(rows[job + round]! + rows[job + made]!, 0x9e3779b1);
}

/** Puts what happened to a job aside until the present one is done with. */
export function post({ outbox }: Core, job: number, outcome: number): void {
  if (outbox.count === outbox.jobs.length) {
    const { jobs, outcomes } = outbox;
    outbox.jobs = new Int32Array(2 * jobs.length);
    outbox.jobs.set(jobs);
    outbox.outcomes = new Uint8Array(2 * outcomes.length);
    outbox.outcomes.set(outcomes);
  }
  outbox.jobs[outbox.count] = job;
  outbox.outcomes[outbox.count++] = outcome;
}
