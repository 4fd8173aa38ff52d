import { occurrences } from '../calendar/recurrence.ts';
import type { TimeGrid } from '../calendar/time-grid.ts';
import type { Recurrence } from '../domain/time.ts';
import { MINUTE_MS } from '../units/instant.ts';

/** When a rule with a calendar applies (S6); times in minutes from the start of the horizon. */
export interface RuleSchedule {
  /** Share of each step it covers. */
  shares: Float32Array;
  /** Spans that do not touch each other, in order. */
  starts: Float64Array;
  ends: Float64Array;
}

/** The rule's occurrences on the grid, overlapping ones joined; null where it applies always. */
export function compileSchedule(schedule: Recurrence | undefined, grid: TimeGrid): RuleSchedule | null {
  if (!schedule) return null;
  const horizon = grid.steps * grid.stepMinutes;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of occurrences(schedule, grid.start, grid.end)) {
    const from = Math.max(0, (start - grid.start) / MINUTE_MS);
    const to = Math.min(horizon, (end - grid.start) / MINUTE_MS);
    if (to <= from) continue;
    if (ends.length > 0 && from <= ends.at(-1)!) ends[ends.length - 1] = Math.max(ends.at(-1)!, to);
    else {
      starts.push(from);
      ends.push(to);
    }
  }
  return {
    shares: sharesOf(starts, ends, grid),
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
  };
}

function sharesOf(starts: readonly number[], ends: readonly number[], grid: TimeGrid): Float32Array {
  const { steps, stepMinutes } = grid;
  const shares = new Float32Array(steps);
  starts.forEach((start, index) => {
    const end = ends[index]!;
    for (let step = Math.floor(start / stepMinutes); step < steps && step * stepMinutes < end; step++)
      shares[step]! +=
        (Math.min(end, (step + 1) * stepMinutes) - Math.max(start, step * stepMinutes)) / stepMinutes;
  });
  return shares;
}

/** Whether the rule applies at a moment: steps are cut at the edges of its spans. */
export function isActive(
  schedule: RuleSchedule | null,
  { step, minute }: { step: number; minute: number },
): boolean {
  if (!schedule) return true;
  const share = schedule.shares[step]!;
  if (share === 0) return false;
  if (share > 1 - 1e-6) return true;
  const { starts, ends } = schedule;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= minute + 1e-9) low = middle + 1;
    else high = middle;
  }
  return low > 0 && minute + 1e-9 < ends[low - 1]!;
}

/** Moments inside steps at which a rule begins or ends to apply, by step. */
export function scheduleEdges(
  schedules: readonly (RuleSchedule | null)[],
  { stepMinutes }: TimeGrid,
): Map<number, number[]> {
  const edges = new Map<number, number[]>();
  for (const schedule of schedules) {
    for (const minute of schedule ? [...schedule.starts, ...schedule.ends] : []) {
      const step = Math.floor(minute / stepMinutes);
      if (minute > step * stepMinutes) edges.set(step, [...(edges.get(step) ?? []), minute]);
    }
  }
  return edges;
}
