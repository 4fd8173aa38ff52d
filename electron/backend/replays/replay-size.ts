import type { ReplayEstimate } from '#shared/contract/replay-records.ts';

/** Independent repetitions of a small span, and the fewest that tell an interval of use. */
const MOST_REPETITIONS = 10;
const FEWEST_REPETITIONS = 4;
/** Requests and calls that are done in a few seconds, and those nobody should wait for. */
const QUICK = 12_000_000;
const LARGEST = 400_000_000;

/** As many repetitions as are quickly done. `each`: requests and calls of one. */
export function chooseRepetitions(each: number): number {
  const quick = Math.floor(QUICK / Math.max(1, each));
  return Math.min(MOST_REPETITIONS, Math.max(FEWEST_REPETITIONS, quick));
}

/** How much work a replay is. `work`: requests and calls of all repetitions. */
export function sizeOf(
  work: number,
  minutes: number,
): Pick<ReplayEstimate, 'size' | 'quickMinutes' | 'longestMinutes'> {
  const size = work <= QUICK ? 'quick' : work <= LARGEST ? 'long' : 'tooLarge';
  const fitting = (most: number) =>
    Math.max(1, Math.min(1440, Math.floor((minutes * most) / Math.max(1, work))));
  return { size, quickMinutes: fitting(QUICK), longestMinutes: fitting(LARGEST) };
}
