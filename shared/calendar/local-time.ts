import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units/instant.ts';
import { createMemory } from './remember.ts';

/**
 * Wall-clock time of one zone, fast enough for millions of look-ups: the zone's offset changes over
 * [from, to) are found once, then each look-up is a search among a handful of transitions.
 */
export interface LocalClock {
  readonly timeZone: string;
  /** Minutes to add to UTC at the instant (epoch milliseconds). */
  offsetMinutes(at: number): number;
  /** The wall clock, written as epoch milliseconds as if it were UTC. */
  toWall(at: number): number;
  /**
   * Instants that read the given wall clock, in order: none in the hour that spring skips, two in
   * the hour that autumn repeats.
   */
  fromWall(wall: number): number[];
}

interface Transition {
  at: number;
  offsetMinutes: number;
}

/** Throws a RangeError when the zone is unknown. `from` and `to` are epoch milliseconds. */
export function createLocalClock(timeZone: string, from: number, to: number): LocalClock {
  return clocks([timeZone, from, to], () => makeClock(timeZone, from, to));
}

const clocks = createMemory<LocalClock>(32);

function makeClock(timeZone: string, from: number, to: number): LocalClock {
  const transitions = findTransitions(createOffsetReader(timeZone), from - 2 * DAY_MS, to + 2 * DAY_MS);
  const offsets = [...new Set(transitions.map(({ offsetMinutes }) => offsetMinutes))];

  // Look-ups mostly go forward in time: the span of the last one is tried first.
  let last = 0;
  function offsetMinutes(at: number): number {
    if (transitions[last]!.at <= at && (last + 1 === transitions.length || at < transitions[last + 1]!.at))
      return transitions[last]!.offsetMinutes;
    let low = 0;
    let high = transitions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (transitions[middle]!.at <= at) low = middle;
      else high = middle - 1;
    }
    last = low;
    return transitions[low]!.offsetMinutes;
  }

  return {
    timeZone,
    offsetMinutes,
    toWall: (at) => at + offsetMinutes(at) * MINUTE_MS,
    fromWall: (wall) =>
      offsets
        .map((offset) => ({ at: wall - offset * MINUTE_MS, offset }))
        .filter(({ at, offset }) => offsetMinutes(at) === offset)
        .map(({ at }) => at)
        .sort((a, b) => a - b),
  };
}

/** Hour of the week of a wall clock, 0 = Monday 00:00 to 01:00, 167 = Sunday 23:00 to 24:00. */
export function hourOfWeek(wall: number): number {
  const MONDAY = 4 * DAY_MS; // 1970-01-05
  const intoWeek = (((wall - MONDAY) % (7 * DAY_MS)) + 7 * DAY_MS) % (7 * DAY_MS);
  return Math.floor(intoWeek / HOUR_MS);
}

function createOffsetReader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
    return Math.round((wall - Math.floor(at / 1000) * 1000) / MINUTE_MS);
  };
}

/** Daily probes, then bisection to the second where two of them differ. */
function findTransitions(offsetAt: (at: number) => number, from: number, to: number): Transition[] {
  const transitions: Transition[] = [{ at: -Infinity, offsetMinutes: offsetAt(from) }];
  let before = offsetAt(from);
  for (let probe = from; probe < to; probe += DAY_MS) {
    const after = offsetAt(probe + DAY_MS);
    if (after === before) continue;
    let low = probe;
    let high = probe + DAY_MS;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    transitions.push({ at: Math.ceil(high / 1000) * 1000, offsetMinutes: after });
    before = after;
  }
  return transitions;
}
