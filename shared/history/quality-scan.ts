import { hourOfWeek } from '../calendar/local-time.ts';
import { DAY_MS } from '../units/instant.ts';
import { createStepCounter, type StepSummary } from './step-counter.ts';

/** What one pass over a series in order of time finds. */
export interface SeriesScan {
  steps: StepSummary;
  samples: number;
  negatives: number;
  /** Smallest value and how often exactly it appears: a marker such as -200 appears often. */
  least: { value: number; count: number };
  longestFlat: { samples: number; value: number; from: number; to: number };
  /** Samples inside flat stretches of at least 24 samples. */
  flatSamples: number;
  levelShift: { at: number; before: number; after: number } | null;
  /** Median and spread per hour of the week, for `isOutlier`. */
  profile: HourProfile;
}

export interface HourProfile {
  median: Float64Array;
  /** 1.4826 × median absolute deviation: the standard deviation of a normal with that spread. */
  spread: Float64Array;
  /** The same over all kept values, whatever their hour. */
  overallSpread: number;
}

/** Kept per hour of the week for the medians. */
const KEPT = 128;
const HOURS = 168;
const LEAST_FLAT = 24;

/** Gathers in constant memory. `toWall` gives the wall clock of an instant, both epoch ms. */
export function createQualityScan(toWall: (at: number) => number) {
  const steps = createStepCounter();
  const kept = new Float64Array(HOURS * KEPT);
  const seen = new Uint32Array(HOURS);
  const days = new Map<number, { sum: number; count: number }>();
  const scan = {
    samples: 0,
    negatives: 0,
    least: { value: Infinity, count: 0 },
    longestFlat: { samples: 0, value: 0, from: 0, to: 0 },
    flatSamples: 0,
  };
  let previousAt = Number.NaN;
  let flat = { samples: 0, value: Number.NaN, from: 0, to: 0 };

  function endFlat(): void {
    if (flat.samples >= LEAST_FLAT) scan.flatSamples += flat.samples;
    if (flat.samples > scan.longestFlat.samples) scan.longestFlat = { ...flat };
  }

  function keep(hour: number, value: number): void {
    const count = (seen[hour] = seen[hour]! + 1);
    // Reservoir sampling with a fixed hash in the place of chance: the same file, the same report.
    const slot = count <= KEPT ? count - 1 : (Math.imul(count, 2_654_435_761) >>> 0) % count;
    if (slot < KEPT) kept[hour * KEPT + slot] = value;
  }

  return {
    add(at: number, value: number): void {
      scan.samples += 1;
      if (previousAt === previousAt && at > previousAt) steps.add(at - previousAt);
      previousAt = at;
      if (value < 0) scan.negatives += 1;
      if (value < scan.least.value) scan.least = { value, count: 1 };
      else if (value === scan.least.value) scan.least.count += 1;
      if (value === flat.value) {
        flat.samples += 1;
        flat.to = at;
      } else {
        endFlat();
        flat = { samples: 1, value, from: at, to: at };
      }
      const wall = toWall(at);
      keep(hourOfWeek(wall), value);
      const day = Math.floor(wall / DAY_MS);
      const sums = days.get(day);
      if (sums) {
        sums.sum += value;
        sums.count += 1;
      } else days.set(day, { sum: value, count: 1 });
    },
    finish(): SeriesScan {
      endFlat();
      return {
        ...scan,
        steps: steps.finish(),
        levelShift: findLevelShift(days),
        profile: createProfile(kept, seen),
      };
    },
  };
}

/**
 * Further from the median of its hour of the week than ten robust standard deviations of that hour,
 * than four of the whole series, and than half of that median: load has heavy tails, so the usual
 * three would flag every busy day.
 */
export function isOutlier(profile: HourProfile, wall: number, value: number): boolean {
  const hour = hourOfWeek(wall);
  const distance = Math.abs(value - profile.median[hour]!);
  return (
    distance > 10 * profile.spread[hour]! &&
    distance > 4 * profile.overallSpread &&
    distance > Math.abs(profile.median[hour]!) / 2
  );
}

function createProfile(kept: Float64Array, seen: Uint32Array): HourProfile {
  const filled = Array.from(seen).flatMap((count, hour) =>
    Array.from(kept.subarray(hour * KEPT, hour * KEPT + Math.min(KEPT, count))),
  );
  const overall = median(filled);
  const overallSpread = 1.4826 * median(filled.map((value) => Math.abs(value - overall)));
  const profile = { median: new Float64Array(HOURS), spread: new Float64Array(HOURS), overallSpread };
  for (let hour = 0; hour < HOURS; hour += 1) {
    const values = kept.slice(hour * KEPT, hour * KEPT + Math.min(KEPT, seen[hour]!));
    profile.median[hour] = median(values);
    profile.spread[hour] = 1.4826 * median(values.map((value) => Math.abs(value - profile.median[hour]!)));
  }
  // An hour with too few or all equal values borrows the typical spread of the others.
  const typical = median(profile.spread.filter((value) => value > 0));
  for (let hour = 0; hour < HOURS; hour += 1)
    profile.spread[hour] = Math.max(profile.spread[hour]!, typical / 2 || Infinity);
  return profile;
}

const WINDOW_DAYS = 14;
/** √(π/2): the standard deviation of a normal with a mean absolute deviation of 1. */
const NORMAL_PER_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

/** The day where the medians of the two weeks before and after differ most, if far beyond their spread. */
function findLevelShift(days: Map<number, { sum: number; count: number }>): SeriesScan['levelShift'] {
  const means = [...days]
    .sort((a, b) => a[0] - b[0])
    .map(([day, { sum, count }]) => ({ day, mean: sum / count }));
  let found: SeriesScan['levelShift'] = null;
  let strongest = 6;
  for (let index = WINDOW_DAYS; index + WINDOW_DAYS <= means.length; index += 1) {
    const before = means.slice(index - WINDOW_DAYS, index).map(({ mean }) => mean);
    const after = means.slice(index, index + WINDOW_DAYS).map(({ mean }) => mean);
    const [low, high] = [median(before), median(after)];
    // The mean deviation, not the median one: days on the wrong side of the cut must show.
    const deviations = [
      ...before.map((mean) => Math.abs(mean - low)),
      ...after.map((mean) => Math.abs(mean - high)),
    ];
    const spread =
      (NORMAL_PER_MEAN_DEVIATION * deviations.reduce((sum, deviation) => sum + deviation, 0)) /
      deviations.length;
    const distance = Math.abs(high - low);
    if (
      spread <= 0 ||
      distance < Math.max(Math.abs(low), Math.abs(high)) * 0.3 ||
      distance / spread <= strongest
    )
      continue;
    strongest = distance / spread;
    found = { at: means[index]!.day * DAY_MS, before: low, after: high };
  }
  return found;
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
