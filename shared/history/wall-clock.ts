import { createLocalClock, type LocalClock } from '../calendar/local-time.ts';
import { DAY_MS, HOUR_MS } from '../units/instant.ts';

/** Turns wall clocks of one zone into instants, in the order the records come. */
export interface WallClockResolver {
  /** Epoch milliseconds. The same ambiguous wall clock the second time gives the later instant. */
  resolve(wall: number): number;
  /** Wall clocks that spring skips; they are read an hour later, as calendars do. */
  readonly nonexistent: number;
  /** Wall clocks of the repeated hour that came twice. */
  readonly seenTwice: number;
}

/** Throws a RangeError when the zone is unknown. */
export function createWallClockResolver(timeZone: string, descending = false): WallClockResolver {
  let clock: LocalClock = createLocalClock(timeZone, 0, 0);
  let from = 0;
  let to = 0;
  /** Offset of days on which nothing changes; NaN on the others. */
  const dayOffsets = new Map<number, number>();
  /** Ambiguous wall clocks seen: at most the repeated hours. */
  const seen = new Map<number, number>();
  let nonexistent = 0;
  let seenTwice = 0;

  function cover(wall: number): void {
    if (wall > from && wall < to) return;
    from = Math.min(from || wall, wall) - 400 * DAY_MS;
    to = Math.max(to, wall) + 400 * DAY_MS;
    clock = createLocalClock(timeZone, from, to);
    dayOffsets.clear();
  }

  function offsetOfDay(day: number): number {
    let offset = dayOffsets.get(day);
    if (offset === undefined) {
      const before = clock.offsetMinutes((day - 1) * DAY_MS);
      offset = before === clock.offsetMinutes((day + 2) * DAY_MS) ? before * 60_000 : Number.NaN;
      dayOffsets.set(day, offset);
    }
    return offset;
  }

  function resolveNearChange(wall: number): number {
    const instants = clock.fromWall(wall);
    if (instants.length === 1) return instants[0]!;
    if (instants.length === 0) {
      nonexistent += 1;
      return wall - clock.offsetMinutes(wall - DAY_MS) * 60_000;
    }
    const times = (seen.get(wall) ?? 0) + 1;
    seen.set(wall, times);
    if (times === 2) seenTwice += 1;
    const isLater = descending ? times === 1 : times > 1;
    return instants[isLater ? 1 : 0]!;
  }

  return {
    resolve(wall) {
      cover(wall);
      const offset = offsetOfDay(Math.floor(wall / DAY_MS));
      return offset === offset ? wall - offset : resolveNearChange(wall);
    },
    get nonexistent() {
      return nonexistent;
    },
    get seenTwice() {
      return seenTwice;
    },
  };
}

export interface LabelVotes {
  start: number;
  end: number;
}

/**
 * Whether labels name the start or the end of their step. In spring the labels of the skipped hour
 * are absent: [02:00, 03:00) when they name starts, (02:00, 03:00] when they name ends. In autumn the
 * same holds for the labels that come twice.
 */
export function countLabelVotes(
  walls: Iterable<number>,
  timeZone: string,
  from: number,
  to: number,
): LabelVotes {
  const counts = new Map<number, number>();
  for (const wall of walls) counts.set(wall, (counts.get(wall) ?? 0) + 1);
  const clock = createLocalClock(timeZone, from, to);
  const votes = { start: 0, end: 0 };
  for (const { wall, jumpMs } of findChanges(clock, from, to)) {
    const first = counts.get(wall) ?? 0;
    const last = counts.get(wall + Math.abs(jumpMs)) ?? 0;
    const isPresent = counts.has(wall - HOUR_MS) && counts.has(wall + 2 * HOUR_MS);
    if (!isPresent) continue;
    if (jumpMs > 0) {
      if (first > 0 && last === 0) votes.end += 1;
      if (first === 0 && last > 0) votes.start += 1;
    } else {
      if (first > 1 && last === 1) votes.start += 1;
      if (first === 1 && last > 1) votes.end += 1;
    }
  }
  return votes;
}

/** Wall clock at which the change starts (02:00 in spring, the earlier 01:00 in autumn) and its size. */
function findChanges(clock: LocalClock, from: number, to: number): { wall: number; jumpMs: number }[] {
  const changes: { wall: number; jumpMs: number }[] = [];
  for (let day = from; day < to; day += DAY_MS) {
    const before = clock.offsetMinutes(day);
    const jumpMs = (clock.offsetMinutes(day + DAY_MS) - before) * 60_000;
    if (jumpMs === 0) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000;
      if (clock.offsetMinutes(middle) === before) low = middle;
      else high = middle;
    }
    const wallBefore = high + before * 60_000;
    changes.push({ wall: jumpMs > 0 ? wallBefore : wallBefore + jumpMs, jumpMs });
  }
  return changes;
}
