import { breakerRefuses, noteCall } from './breaker.ts';
import { bitsAt, uniformOf } from './chance.ts';
import { counterOf, post, slotOf, type Core } from './core.ts';
import { cancel, schedule } from './event-heap.ts';
import { drawTime } from './laws.ts';
import {
  FEATURE,
  FLAG,
  JOB,
  OUTCOME,
  PLACE,
  PURPOSE,
  SHARE,
  STATION,
  STATUS,
  TIME,
  TOTAL,
} from './layout.ts';
import { append, lowestServing, nextWaiting, prepend, remove } from './queues.ts';
import { settle } from './stations.ts';

const { place, status, flags } = JOB;
const { enter, since, left, waited } = TIME;
const { full, busy, slowBusy, waiting, features } = STATION;
const { offered, delayed, begun, waitOfBegun, timeInside, fraction, room } = TOTAL;
const { serving: SERVING, waiting: WAITING } = STATUS;
const { interrupted: INTERRUPTED, slow: ON_SLOW, overlong: OVERLONG } = FLAG;
const { inside: INSIDE } = OUTCOME;

/** A call comes to the station of its job's place: it is inside, or has an outcome at once. */
export function arrive(core: Core, job: number): number {
  const { stations } = core;
  const { rows, totals } = stations;
  const station = core.places.rows[core.jobs.rows[job + place]! + PLACE_STATION]!;
  const special = rows[station + features]!;
  totals[station + offered]! += 1;
  if (special !== 0) {
    const outcome = meetTrouble(core, job, station, special);
    if (outcome !== INSIDE) return outcome;
  }
  const now = core.clock[0]!;
  settle(stations, station, now);
  core.jobs.times[(job >> 1) + enter] = now;
  if (rows[station + busy]! < rows[station + full]! || hasFreeServer(core, station, job, special)) {
    serve(core, job, station);
  } else if (rows[station + waiting]! < totals[station + room]!) {
    totals[station + delayed]! += 1;
    enqueue(core, job, station);
  } else return endAtOnce(core, job, station, OUTCOME.rejected);
  if (special & FEATURE.watch) countWatched(core, station);
  return INSIDE;
}

const PLACE_STATION = PLACE.station;

/** Before a call comes in: who measures the load, who keeps it away, and whether what it goes to is there. */
function meetTrouble(core: Core, job: number, station: number, special: number): number {
  const { totals } = core.stations;
  if (special & FEATURE.load)
    totals[station + TOTAL.work]! += core.places.shares[(core.jobs.rows[job + place]! >> 3) + SHARE.mean]!;
  if (special & FEATURE.breaker && breakerRefuses(core, station, job)) {
    totals[station + TOTAL.lostAtOnce]! += 1;
    return OUTCOME.failed;
  }
  if (special & FEATURE.down || (special & FEATURE.failing && goesToFailed(core, job, station)))
    return endAtOnce(core, job, station, OUTCOME.failed);
  return INSIDE;
}

function goesToFailed(core: Core, job: number, station: number): boolean {
  const { rows } = core.places;
  const key = core.jobs.rows[job + place]! + PURPOSE.failover;
  const bits = bitsAt(rows[key]!, rows[key + 1]!, counterOf(core, job));
  return uniformOf(bits) < core.stations.totals[station + TOTAL.failing]!;
}

function endAtOnce(core: Core, job: number, station: number, outcome: number): number {
  core.stations.totals[station + (outcome === OUTCOME.rejected ? TOTAL.rejected : TOTAL.lostAtOnce)]! += 1;
  noteOutcome(core, job, station, outcome);
  return outcome;
}

function noteOutcome(core: Core, job: number, station: number, outcome: number): void {
  if (core.stations.rows[station + features]! & FEATURE.breaker) noteCall(core, station, job, outcome);
}

function countWatched({ stations: { rows, totals } }: Core, station: number): void {
  const inside = rows[station + busy]! + rows[station + waiting]!;
  if (inside === rows[station + STATION.watch]) totals[station + TOTAL.watchedTimes]! += 1;
}

/** Beside the whole servers taken: one on which only the fraction runs, the fraction itself, or a lower class's. */
function hasFreeServer(core: Core, station: number, job: number, special: number): boolean {
  if (special & FEATURE.fraction && isFree(core, station)) return true;
  return (special & FEATURE.preemptive) !== 0 && interruptFor(core, job, station);
}

function isFree({ stations: { rows, totals } }: Core, station: number): boolean {
  return (
    rows[station + busy]! - rows[station + slowBusy]! < rows[station + full]! ||
    (totals[station + fraction]! > 0 && rows[station + slowBusy] === 0)
  );
}

/** Puts the job on a free server; the station is settled. */
function serve(core: Core, job: number, station: number): void {
  const { rows } = core.stations;
  const special = rows[station + features]!;
  const time = special === 0 ? drawService(core, job) : specialService(core, job, station, special);
  rows[station + busy]! += 1;
  core.jobs.rows[job + status] = SERVING;
  schedule(core.heap, slotOf(core, job), core.clock[0]! + time);
}

function drawService(core: Core, job: number): number {
  const at = core.jobs.rows[job + place]!;
  const { rows } = core.places;
  return drawTime(
    core.laws,
    rows[at + SERVICE]!,
    rows[at + SERVICE_KEY]!,
    rows[at + SERVICE_KEY + 1]!,
    counterOf(core, job),
  );
}

const SERVICE = PLACE.service;
const SERVICE_KEY = PURPOSE.service;

/** Service that was begun before, on something slow, that may last too long, or that is listed. */
function specialService(core: Core, job: number, station: number, special: number): number {
  const { stations, jobs } = core;
  const { rows, totals } = stations;
  let time = jobs.times[(job >> 1) + left]!;
  if ((jobs.rows[job + flags]! & INTERRUPTED) === 0) {
    time = drawService(core, job);
    if (special & FEATURE.slow) time *= totals[station + TOTAL.slow]!;
  }
  if (
    special & FEATURE.fraction &&
    rows[station + busy]! - rows[station + slowBusy]! >= rows[station + full]!
  ) {
    rows[station + slowBusy] = 1;
    jobs.rows[job + flags]! |= ON_SLOW;
    time /= totals[station + fraction]!;
  }
  if (special & FEATURE.serviceTimeout && time > totals[station + TOTAL.serviceTimeout]!) {
    jobs.rows[job + flags]! |= OVERLONG;
    time = totals[station + TOTAL.serviceTimeout]!;
  }
  if (special & FEATURE.tracked) append(core, job, station, stations.servingHeads, stations.servingTails);
  return time;
}

function enqueue(core: Core, job: number, station: number): void {
  const { stations, jobs } = core;
  stations.rows[station + waiting]! += 1;
  jobs.rows[job + status] = WAITING;
  append(core, job, station, stations.heads, stations.tails);
  if (stations.rows[station + features]! & FEATURE.patience) scheduleImpatience(core, job, station);
}

function scheduleImpatience(core: Core, job: number, station: number): void {
  const { rows } = core.places;
  const key = core.jobs.rows[job + place]! + PURPOSE.patience;
  const law = core.stations.rows[station + STATION.patience]!;
  const patience = drawTime(core.laws, law, rows[key]!, rows[key + 1]!, counterOf(core, job));
  if (patience < Infinity) schedule(core.heap, slotOf(core, job), core.clock[0]! + patience);
}

/** The job's service is over: returns the outcome of its call. */
export function finish(core: Core, job: number): number {
  const { stations, jobs } = core;
  const { rows, totals } = stations;
  const station = core.places.rows[jobs.rows[job + place]! + PLACE_STATION]!;
  const now = core.clock[0]!;
  settle(stations, station, now);
  totals[station + timeInside]! += now - jobs.times[(job >> 1) + enter]!;
  let outcome: number = OUTCOME.served;
  if (rows[station + features] !== 0) outcome = leaveSpecial(core, job, station);
  rows[station + busy]! -= 1;
  if (rows[station + waiting]! > 0) serveWaiting(core, station);
  return outcome;
}

/** What a job leaves behind where something is special; returns the outcome of its call. */
function leaveSpecial(core: Core, job: number, station: number): number {
  const { stations, jobs } = core;
  const isOverlong = (jobs.rows[job + flags]! & OVERLONG) !== 0;
  letGo(core, job, station);
  jobs.rows[job + flags]! &= ~(OVERLONG | INTERRUPTED);
  const outcome = isOverlong ? OUTCOME.timedOut : OUTCOME.served;
  if (isOverlong) stations.totals[station + TOTAL.failed]! += 1;
  noteOutcome(core, job, station, outcome);
  return outcome;
}

/** Off the list of those in service, and off the fraction of a server. */
function letGo(core: Core, job: number, station: number): void {
  const { stations, jobs } = core;
  if (jobs.rows[job + flags]! & ON_SLOW) {
    jobs.rows[job + flags]! &= ~ON_SLOW;
    stations.rows[station + slowBusy] = 0;
  }
  if (stations.rows[station + features]! & FEATURE.tracked)
    remove(core, job, station, stations.servingHeads, stations.servingTails);
}

/** Gives free servers to those who wait, as long as there are both; the station is settled. */
export function serveWaiting(core: Core, station: number): void {
  const { stations, jobs } = core;
  const { rows, totals } = stations;
  const now = core.clock[0]!;
  while (rows[station + waiting]! > 0 && isFree(core, station)) {
    const job = nextWaiting(core, station);
    leaveQueue(core, job, station);
    if (isExpired(core, job)) {
      totals[station + timeInside]! += now - jobs.times[(job >> 1) + enter]!;
      totals[station + TOTAL.dropped]! += 1;
      noteOutcome(core, job, station, OUTCOME.dropped);
      post(core, job, OUTCOME.dropped);
      continue;
    }
    if ((jobs.rows[job + flags]! & INTERRUPTED) === 0) {
      totals[station + begun]! += 1;
      totals[station + waitOfBegun]! += now - jobs.times[(job >> 1) + enter]!;
    }
    serve(core, job, station);
  }
}

/** Whether its client has given up and servers drop such work. */
export function isExpired({ jobs: { rows }, streams }: Core, job: number): boolean {
  return (
    (rows[rows[job + JOB.root]! + flags]! & FLAG.decided) !== 0 &&
    streams[rows[job + JOB.stream]!]!.dropExpired
  );
}

/** Out of the queue, its wait added to the job's; the station is settled. */
function leaveQueue(core: Core, job: number, station: number): void {
  const { stations, jobs } = core;
  const time = job >> 1;
  remove(core, job, station, stations.heads, stations.tails);
  stations.rows[station + waiting]! -= 1;
  const from = jobs.rows[job + flags]! & INTERRUPTED ? since : enter;
  jobs.times[time + waited]! += core.clock[0]! - jobs.times[time + from]!;
  if (stations.rows[station + features]! & FEATURE.patience) cancel(core.heap, slotOf(core, job));
}

/** A waiting call has lost patience. */
export function giveUpWaiting(core: Core, job: number): number {
  const { stations, jobs } = core;
  const { totals } = stations;
  const station = core.places.rows[jobs.rows[job + place]! + PLACE_STATION]!;
  const now = core.clock[0]!;
  settle(stations, station, now);
  leaveQueue(core, job, station);
  const wait = now - jobs.times[(job >> 1) + enter]!;
  totals[station + timeInside]! += wait;
  totals[station + TOTAL.gaveUp]! += 1;
  totals[station + TOTAL.waitOfGivenUp]! += wait;
  noteOutcome(core, job, station, OUTCOME.timedOut);
  return OUTCOME.timedOut;
}

/** Interrupts a lower class for the job, if one is in service; the station is settled. */
function interruptFor(core: Core, job: number, station: number): boolean {
  const victim = lowestServing(core, station, core.streams[core.jobs.rows[job + JOB.stream]!]!.class);
  if (victim < 0) return false;
  interrupt(core, victim, station);
  return true;
}

/** Back to the head of its queue, with what is left of its service. */
export function interrupt(core: Core, job: number, station: number): void {
  const { stations, jobs, heap } = core;
  const slot = slotOf(core, job);
  const time = job >> 1;
  jobs.times[time + left] = heap.times[heap.places[slot]!]! - core.clock[0]!;
  if (jobs.rows[job + flags]! & ON_SLOW) jobs.times[time + left]! *= stations.totals[station + fraction]!;
  jobs.rows[job + flags]! |= INTERRUPTED;
  cancel(heap, slot);
  letGo(core, job, station);
  stations.rows[station + busy]! -= 1;
  stations.rows[station + waiting]! += 1;
  jobs.rows[job + status] = WAITING;
  jobs.times[time + since] = core.clock[0]!;
  prepend(core, job, station, stations.heads, stations.tails);
}

/** Everything inside is lost; the station is settled. */
export function loseAll(core: Core, station: number): void {
  const { stations } = core;
  const first = stations.rows[station + STATION.lists]!;
  for (let list = first; list < first + stations.classes; list++) {
    for (let job = stations.servingHeads[list]!; job >= 0; job = stations.servingHeads[list]!) {
      cancel(core.heap, slotOf(core, job));
      letGo(core, job, station);
      stations.rows[station + busy]! -= 1;
      lose(core, job, station);
    }
    for (let job = stations.heads[list]!; job >= 0; job = stations.heads[list]!) {
      leaveQueue(core, job, station);
      lose(core, job, station);
    }
  }
}

function lose(core: Core, job: number, station: number): void {
  const { jobs, stations } = core;
  jobs.rows[job + flags]! &= ~(OVERLONG | INTERRUPTED);
  stations.totals[station + timeInside]! += core.clock[0]! - jobs.times[(job >> 1) + enter]!;
  stations.totals[station + TOTAL.failed]! += 1;
  noteOutcome(core, job, station, OUTCOME.failed);
  post(core, job, OUTCOME.failed);
}

/** Everything in service is done at once; the station is settled. */
export function finishAll(core: Core, station: number): void {
  const { stations } = core;
  const done: number[] = [];
  const first = stations.rows[station + STATION.lists]!;
  for (let list = first; list < first + stations.classes; list++) {
    for (let job = stations.servingHeads[list]!; job >= 0; job = core.jobs.rows[job + JOB.next]!)
      done.push(job);
  }
  for (const job of done) {
    cancel(core.heap, slotOf(core, job));
    post(core, job, finish(core, job));
  }
}
