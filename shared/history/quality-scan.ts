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
  /** Median and spread per hour of the week, for `createFarCounter`. */
  profile: HourProfile;
}

export interface HourProfile {
  median: Float64Array;
  /** 1.4826 × median absolute deviation: the standard deviation of a normal with that spread. */
  spread: Float64Array;
  /** The same over all kept values, whatever their hour. */
  overallSpread: number;
  /** What the distance from the median of the hour exceeds in one kept sample of a hundred. */
  rare: number;
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

/** Samples far from the usual of their hour of the week. */
export interface FarSamples {
  /** In spikes of at most `SPIKE` samples one after the other. */
  outliers: number;
  /** Longer ones: an incident, an event, a changed level. */
  stretches: number;
  longestStretch: { samples: number; from: number; to: number };
}

/** Longer runs are no spike but a stretch of another kind. */
const SPIKE = 3;

/** Counts samples in order of time that are far from what `profile` has for their hour. `wall` is the clock's, epoch ms. */
export function createFarCounter(profile: HourProfile) {
  const far: FarSamples = { outliers: 0, stretches: 0, longestStretch: { samples: 0, from: 0, to: 0 } };
  let run = { samples: 0, from: 0, to: 0 };

  function endRun(): void {
    if (run.samples > SPIKE) {
      far.stretches += 1;
      if (run.samples > far.longestStretch.samples) far.longestStretch = run;
    } else far.outliers += run.samples;
    run = { samples: 0, from: 0, to: 0 };
  }

  return {
    add(at: number, wall: number, value: number): void {
      if (isFar(profile, wall, value)) {
        run = { samples: run.samples + 1, from: run.samples === 0 ? at : run.from, to: at };
      } else if (run.samples > 0) endRun();
    },
    finish(): FarSamples {
      endRun();
      return far;
    },
  };
}

/**
 * Further from the median of its hour of the week than ten robust standard deviations of that hour,
 * than four of the whole series, than half of that median, and than twice what one sample in a hundred
 * exceeds: load has heavy tails, and what comes every hour or lasts for days is no outlier.
 */
function isFar(profile: HourProfile, wall: number, value: number): boolean {
  const hour = hourOfWeek(wall);
  const usual = profile.median[hour]!;
  const distance = Math.abs(value - usual);
  return (
    distance > 10 * profile.spread[hour]! &&
    distance > 4 * profile.overallSpread &&
    distance > Math.abs(usual) / 2 &&
    distance > 2 * profile.rare
  );
}

function createProfile(kept: Float64Array, seen: Uint32Array): HourProfile {
  const filled = Array.from(seen).flatMap((count, hour) =>
    Array.from(kept.subarray(hour * KEPT, hour * KEPT + Math.min(KEPT, count))),
  );
  const overall = median(filled);
  const overallSpread = 1.4826 * median(filled.map((value) => Math.abs(value - overall)));
  const profile = {
    median: new Float64Array(HOURS),
    spread: new Float64Array(HOURS),
    overallSpread,
    rare: 0,
  };
  const distances: number[] = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const values = kept.slice(hour * KEPT, hour * KEPT + Math.min(KEPT, seen[hour]!));
    profile.median[hour] = median(values);
    const away = values.map((value) => Math.abs(value - profile.median[hour]!));
    profile.spread[hour] = 1.4826 * median(away);
    distances.push(...away);
  }
  profile.rare = distances.sort((a, b) => a - b)[Math.floor(0.99 * distances.length)] ?? 0;
  // An hour with too few or all equal values borrows the typical spread of the others.
  const typical = median(profile.spread.filter((value) => value > 0));
  for (let hour = 0; hour < HOURS; hour += 1)
    profile.spread[hour] = Math.max(profile.spread[hour]!, typical / 2 || Infinity);
  return profile;
}

const WINDOW_DAYS = 14;
/** At the end of the series so few days may show a new level, if it stands out the more. */
const LATEST_DAYS = 3;
const CLEAR = 6;
const CLEAR_AT_END = 8;
/** Of the usual samples of a day; the first and the last day are often cut. */
const WHOLE_DAY = 0.8;
/** √(π/2): the standard deviation of a normal with a mean absolute deviation of 1. */
const NORMAL_PER_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

/**
 * The day where the medians of the two weeks before and after differ most, if far beyond their spread;
 * near the end, of the days that are left.
 */
function findLevelShift(days: Map<number, { sum: number; count: number }>): SeriesScan['levelShift'] {
  const usual = median(Array.from(days.values(), ({ count }) => count));
  const means = [...days]
    .filter(([, { count }]) => count >= WHOLE_DAY * usual)
    .sort((a, b) => a[0] - b[0])
    .map(([day, { sum, count }]) => ({ day, mean: sum / count }));
  let found: SeriesScan['levelShift'] = null;
  let clearest = 1;
  for (let index = WINDOW_DAYS; index + LATEST_DAYS <= means.length; index += 1) {
    const before = means.slice(index - WINDOW_DAYS, index).map(({ mean }) => mean);
    const after = means.slice(index, index + WINDOW_DAYS).map(({ mean }) => mean);
    const needed = after.length < WINDOW_DAYS ? CLEAR_AT_END : CLEAR;
    const clear = howClear(before, after) / needed;
    if (clear <= clearest) continue;
    clearest = clear;
    found = { at: means[index]!.day * DAY_MS, before: median(before), after: median(after) };
  }
  return found;
}

/** Distance of the medians in standard deviations; 0 where it is less than 30 % of the level. */
function howClear(before: number[], after: number[]): number {
  const [low, high] = [median(before), median(after)];
  // The mean deviation, not the median one: days on the wrong side of the cut must show.
  const deviations = [
    ...before.map((mean) => Math.abs(mean - low)),
    ...after.map((mean) => Math.abs(mean - high)),
  ];
  const sum = deviations.reduce((total, deviation) => total + deviation, 0);
  const larger = Math.max(Math.abs(low), Math.abs(high));
  const spread = Math.max((NORMAL_PER_MEAN_DEVIATION * sum) / deviations.length, 0.01 * larger);
  const distance = Math.abs(high - low);
  return larger === 0 || distance < 0.3 * larger ? 0 : distance / spread;
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
