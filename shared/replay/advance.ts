import { bitsAt, negativeLogarithm } from './chance.ts';
import { newJob, type Core } from './core.ts';
import { arriveFresh } from './door.ts';
import { schedule } from './event-heap.ts';
import { drawTime, EXPONENTIAL } from './laws.ts';
import {
  COUNT,
  COUNT_SHIFT,
  FEATURE,
  JOB,
  JOB_SHIFT,
  OUTCOME,
  PLACE,
  PURPOSE,
  SHARE,
  STATION,
  STATUS,
  TIME,
  TIMER,
  TOTAL,
  WAY,
} from './layout.ts';
import { binOf, enterDetails, FINE_BINS, FINE_BITS } from './measures.ts';
import { listOf } from './queues.ts';
import { finish } from './service.ts';
import { handleTimer, losePatience, takePosted, takeTurn } from './turns.ts';
import { choose, endCall, refuse, walkSpecial } from './walk.ts';

const { stream, place, serial, round, made, account, previous, next, status } = JOB;
const { start, enter, waited } = TIME;
const { full, busy, slowBusy, waiting, features, lists } = STATION;
const { until, busy: busyTime, waiting: waitingTime, timeInside, room } = TOTAL;
const { offered, delayed, begun, waitOfBegun, rejected, work } = TOTAL;
const MEAN = SHARE.mean;
const { station: stationOf, service, way, next: nextPlace } = PLACE;
const { plain: PLAIN, end: END } = WAY;
const { service: serviceKey } = PURPOSE;
const { free: FREE, serving: SERVING, waiting: WAITING } = STATUS;
const { rejected: REJECTED, served: SERVED } = OUTCOME;
const { fresh: FRESH, answered: ANSWERED, response: RESPONSE, wait: WAIT, waited: WAITED } = COUNT;
const { patience: PATIENCE, load: LOAD, fraction: FRACTION } = FEATURE;
/** All but what is only counted, and what matters only while somebody waits or the fraction of a server is busy. */
const SPECIAL = ~(PATIENCE | LOAD | FRACTION);
const ARRIVAL = TIMER.arrival;
const HALF_ROW = JOB_SHIFT - 1;
const GOLDEN = 0x9e3779b1;

/**
 * Handles up to so many events; true when nothing is left to do.
 *
 * The common course of a request is written out here in one function, so that its numbers stay in
 * registers: the same steps in functions of their own take three times as long. What is out of the
 * ordinary is in the functions called; in their eyes an event is a gap at the top of the heap.
 */
export function advance(core: Core, events: number): boolean {
  const { heap, jobs, clock, laws, jobSlots, outbox, measures, streams } = core;
  const places = core.places.rows;
  const stations = core.stations.rows;
  const { totals, heads, tails, classes } = core.stations;
  const { kinds: timerKinds, owners } = core.timers;
  const { kinds: lawKinds, first: lawMeans } = laws;
  const { counts, responses, outside } = measures;

  for (let count = 0; count < events; count++) {
    if (core.isOver || heap.size === 0) return true;
    const slot = heap.slots[0]!;
    const now = heap.times[0]!;
    heap.places[slot] = -1;
    heap.isOpen = true;
    clock[0] = now;
    /** On its way now; −1: nobody. */
    let job = -1;
    /** What a plain event brings forth, not yet in the heap: what follows it, and what is served. */
    let nextSlot = -1;
    let nextTime = 0;
    let servedSlot = -1;
    let servedTime = 0;

    if (slot < jobSlots) {
      if (timerKinds[slot] !== ARRIVAL) handleTimer(core, slot);
      else {
        const index = owners[slot]!;
        const source = streams[index]!;
        if (!source.isPlain) job = arriveFresh(core, index);
        else {
          // A request comes.
          if (jobs.freeCount > 0) job = jobs.free[--jobs.freeCount]!;
          else job = newJob(core);
          const { rows, times } = jobs;
          const number = source.serial;
          const booked = (measures.row + index) << COUNT_SHIFT;
          source.serial = number + 1;
          rows[job + stream] = index;
          rows[job + place] = source.firstPlace;
          rows[job + serial] = number;
          rows[job + round] = 0;
          rows[job + account] = booked;
          times[(job >> 1) + start] = now;
          times[(job >> 1) + waited] = 0;
          counts[booked + FRESH]! += 1;
          if (booked < outside) measures.open += 1;
          const bits = bitsAt(source.arrivalHigh, source.arrivalLow, number + 1);
          nextSlot = slot;
          nextTime = now + source.gap * negativeLogarithm(bits);
        }
      }
    } else if (((slot - jobSlots) & 1) === 1) losePatience(core, (slot - jobSlots - 1) << HALF_ROW);
    else {
      job = (slot - jobSlots) << HALF_ROW;
      const { rows, times } = jobs;
      const at = rows[job + place]!;
      const station = places[at + stationOf]!;
      if (rows[job + status] !== SERVING) job = takeTurn(core, job);
      else if (
        stations[station + features] !== 0 &&
        ((stations[station + features]! & SPECIAL) !== 0 ||
          stations[station + waiting]! > 0 ||
          stations[station + slowBusy] === 1)
      )
        job = endCall(core, job, finish(core, job));
      else {
        // A service ends.
        const elapsed = now - totals[station + until]!;
        const serving = stations[station + busy]!;
        const queued = stations[station + waiting]!;
        totals[station + until] = now;
        totals[station + busyTime]! += elapsed * serving;
        totals[station + waitingTime]! += elapsed * queued;
        totals[station + timeInside]! += now - times[(job >> 1) + enter]!;
        if (queued > 0 && serving <= stations[station + full]!) {
          // Whoever waits first takes over the server.
          let list = stations[station + lists]!;
          if (classes > 1) while (heads[list]! < 0) list += 1;
          const head = heads[list]!;
          const behind = rows[head + next]!;
          heads[list] = behind;
          if (behind < 0) tails[list] = -1;
          else rows[behind + previous] = -1;
          stations[station + waiting] = queued - 1;
          const wait = now - times[(head >> 1) + enter]!;
          times[(head >> 1) + waited]! += wait;
          totals[station + waitOfBegun]! += wait;
          totals[station + begun]! += 1;
          rows[head + status] = SERVING;
          const its = rows[head + place]!;
          const law = places[its + service]!;
          const high = places[its + serviceKey]!;
          const low = places[its + serviceKey + 1]!;
          const counter = rows[head + serial]! ^ Math.imul(rows[head + round]! + rows[head + made]!, GOLDEN);
          nextSlot = jobSlots + (head >> HALF_ROW);
          nextTime =
            lawKinds[law] === EXPONENTIAL
              ? now + lawMeans[law]! * negativeLogarithm(bitsAt(high, low, counter))
              : now + drawTime(laws, law, high, low, counter);
        } else stations[station + busy] = serving - 1;
        const following = places[at + nextPlace]!;
        if (places[at + way] === PLAIN && following >= 0) rows[job + place] = following;
        else if (places[at + way] === PLAIN) choose(core, job, at);
        else {
          if (nextSlot >= 0) schedule(heap, nextSlot, nextTime);
          nextSlot = -1;
          job = endCall(core, job, SERVED);
        }
      }
    }

    for (;;) {
      while (job >= 0) {
        const { rows, times } = jobs;
        const at = rows[job + place]!;
        const what = places[at + way]!;
        if (what === END) {
          // Answered.
          const response = now - times[(job >> 1) + start]!;
          const wait = times[(job >> 1) + waited]!;
          const booked = rows[job + account]!;
          counts[booked + ANSWERED]! += 1;
          if (booked < outside) {
            const index = rows[job + stream]!;
            counts[booked + RESPONSE]! += response;
            if (wait > 0) {
              counts[booked + WAIT]! += wait;
              counts[booked + WAITED]! += 1;
            }
            responses[index * FINE_BINS + binOf(response, FINE_BITS)]! += 1;
            measures.open -= 1;
            if (measures.isDetailed) enterDetails(core.measures, index, booked, response, wait);
            if (measures.open === 0 && measures.edge > measures.slices) core.isOver = true;
          }
          rows[job + status] = FREE;
          jobs.free[jobs.freeCount++] = job;
          job = -1;
          break;
        }
        const station = places[at + stationOf]!;
        const special = stations[station + features]!;
        const serving = stations[station + busy]!;
        const isFree = serving < stations[station + full]!;
        if (
          what !== PLAIN ||
          (special !== 0 && ((special & SPECIAL) !== 0 || !isFree || stations[station + slowBusy] === 1))
        ) {
          if (nextSlot >= 0) schedule(heap, nextSlot, nextTime);
          nextSlot = -1;
          job = walkSpecial(core, job, at);
          continue;
        }
        // A call to a station like any other.
        const elapsed = now - totals[station + until]!;
        const queued = stations[station + waiting]!;
        totals[station + until] = now;
        totals[station + busyTime]! += elapsed * serving;
        totals[station + waitingTime]! += elapsed * queued;
        totals[station + offered]! += 1;
        if (special & LOAD) totals[station + work]! += core.places.shares[(at >> 3) + MEAN]!;
        times[(job >> 1) + enter] = now;
        if (isFree) {
          stations[station + busy] = serving + 1;
          rows[job + status] = SERVING;
          const law = places[at + service]!;
          const high = places[at + serviceKey]!;
          const low = places[at + serviceKey + 1]!;
          const counter = rows[job + serial]! ^ Math.imul(rows[job + round]!, GOLDEN);
          servedSlot = jobSlots + (job >> HALF_ROW);
          servedTime =
            lawKinds[law] === EXPONENTIAL
              ? now + lawMeans[law]! * negativeLogarithm(bitsAt(high, low, counter))
              : now + drawTime(laws, law, high, low, counter);
          job = -1;
        } else if (queued < totals[station + room]!) {
          stations[station + waiting] = queued + 1;
          totals[station + delayed]! += 1;
          rows[job + status] = WAITING;
          const list = classes === 1 ? stations[station + lists]! : listOf(core, job, station);
          const last = tails[list]!;
          rows[job + previous] = last;
          rows[job + next] = -1;
          if (last < 0) heads[list] = job;
          else rows[last + next] = job;
          tails[list] = job;
          job = -1;
        } else {
          totals[station + rejected]! += 1;
          if (nextSlot >= 0) schedule(heap, nextSlot, nextTime);
          nextSlot = -1;
          job = refuse(core, job, at, REJECTED);
        }
      }
      if (outbox.count === 0) break;
      // Others to whom something happened meanwhile.
      if (nextSlot >= 0) schedule(heap, nextSlot, nextTime);
      if (servedSlot >= 0) schedule(heap, servedSlot, servedTime);
      nextSlot = -1;
      servedSlot = -1;
      job = takePosted(core);
    }

    // What comes of it goes into the heap: into the gap at its top, as long as there is one.
    const { times: moments, slots, places: where } = heap;
    if (nextSlot < 0) {
      nextSlot = servedSlot;
      nextTime = servedTime;
      servedSlot = -1;
    }
    if (heap.isOpen) {
      heap.isOpen = false;
      let { size } = heap;
      if (nextSlot < 0) {
        size -= 1;
        heap.size = size;
        nextSlot = slots[size]!;
        nextTime = moments[size]!;
      }
      if (size > 0) {
        let hole = 0;
        for (;;) {
          let below = 2 * hole + 1;
          if (below >= size) break;
          let soonest = moments[below]!;
          if (below + 1 < size) {
            const other = moments[below + 1]!;
            if (other < soonest) {
              soonest = other;
              below += 1;
            }
          }
          if (soonest >= nextTime) break;
          const moved = slots[below]!;
          moments[hole] = soonest;
          slots[hole] = moved;
          where[moved] = hole;
          hole = below;
        }
        moments[hole] = nextTime;
        slots[hole] = nextSlot;
        where[nextSlot] = hole;
      }
    } else if (nextSlot >= 0) schedule(heap, nextSlot, nextTime);
    if (servedSlot >= 0) {
      let hole = heap.size++;
      while (hole > 0) {
        const above = (hole - 1) >> 1;
        const sooner = moments[above]!;
        if (sooner <= servedTime) break;
        const moved = slots[above]!;
        moments[hole] = sooner;
        slots[hole] = moved;
        where[moved] = hole;
        hole = above;
      }
      moments[hole] = servedTime;
      slots[hole] = servedSlot;
      where[servedSlot] = hole;
    }
  }
  return core.isOver || heap.size === 0;
}
