import type { ReplayEstimate } from '#shared/contract/replay-records.ts';

/** Independent repetitions of a small span, and the fewest that tell an interval of use. */
const MOST_REPETITIONS = 10;
const FEWEST_REPETITIONS = 4;
/** Requests and calls that are done in some seconds, in a third of a minute, and those nobody should wait for. */
const EASY = 12_000_000;
const QUICK = 40_000_000;
const LARGEST = 400_000_000;

/** As many repetitions as are quickly done. `each`: requests and calls of one. */
export function chooseRepetitions(each: number): number {
  const easy = Math.floor(EASY / Math.max(1, each));
  return Math.min(MOST_REPETITIONS, Math.max(FEWEST_REPETITIONS, easy));
}

/** How much work a replay is. `work`: requests and calls of all repetitions. */
export function sizeOf(
  work: number,
  minutes: number,
): Pick<ReplayEstimate, 'size' | 'quickMinutes' | 'longestMinutes'> {
  const size = work <= QUICK ? 'quick' : work <= LARGEST ? 'long' : 'tooLarge';
  const fitting = (most: number) => roundLength((minutes * most) / Math.max(1, work));
  return { size, quickMinutes: fitting(QUICK), longestMinutes: fitting(LARGEST) };
}

const LENGTHS = [1440, 720, 480, 240, 120, 60, 45, 30, 20, 15, 10, 5, 3, 2, 1];

/** The longest length people would choose that is no longer. */
const roundLength = (minutes: number): number => LENGTHS.find((length) => length <= minutes) ?? 1;
