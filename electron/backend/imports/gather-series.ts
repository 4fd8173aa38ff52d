import { createLocalClock } from '#shared/calendar/local-time.ts';
import type { Detection } from '#shared/history/detect-mapping.ts';
import type { ColumnMapping } from '#shared/history/mapping.ts';
import type { JudgedSeries } from '#shared/history/quality-report.ts';
import { createFarCounter, createQualityScan } from '#shared/history/quality-scan.ts';
import { createStepCounter, type StepCounter, type StepSummary } from '#shared/history/step-counter.ts';
import { createWallClockResolver, type WallClockResolver } from '#shared/history/wall-clock.ts';
import { DAY_MS } from '#shared/units/instant.ts';
import type { SampleStaging } from '../storage/sample-staging.ts';
import type { NewSeries } from '../storage/samples.ts';

/** Thrown at the first record that comes too early: the file is read again with its times put in order. */
export class OutOfOrder extends Error {}

export interface SeriesGatherer {
  /** One good record: its wall clock (or instant) in epoch ms and a number or NaN per used column. */
  add(wall: number, values: Float64Array, line: number): void;
  /** `onShare` hears how much of it is done, 0 to 1. */
  finish(check: () => void, onShare: (share: number) => void): GatheredSeries[];
}

export interface GatheredSeries {
  column: number;
  series: NewSeries;
  judged: JudgedSeries;
}

interface Gathering {
  column: ColumnMapping;
  steps: StepCounter;
  previousWall: number;
  written: { samples: number; duplicates: number; outOfOrder: number };
  missing: number;
  zonedDuplicates: number;
  least: number;
  most: number;
  sum: number;
  /** Rest of the compensated sum (Neumaier): 1 GB of samples must not drift. */
  rest: number;
  first: number;
  last: number;
}

/**
 * Turns records into staged samples and counts what was written. While the times only rise, gaps and
 * duplicates are counted on the way; `inOrder: false` stages the times too, and counts them in order.
 */
export function createSeriesGatherer(
  detection: Detection,
  staging: SampleStaging,
  inOrder: boolean,
): SeriesGatherer {
  const { mapping, isDays, isExplicit } = detection;
  const isTable = mapping.timestamp === null;
  // Days of the calendar are kept as midnight UTC, where every day has 24 hours.
  const timeZone = isTable || isDays ? 'UTC' : mapping.timestamp!.timeZone;
  const resolver =
    isTable || isDays || isExplicit ? undefined : createWallClockResolver(timeZone, detection.isDescending);
  const shift = mapping.timestamp?.labels === 'end' ? detection.stepMs : 0;
  const gatherings = mapping.columns.filter(({ use }) => use).map(startGathering);
  let row = 0;

  function addSample(
    gathering: Gathering,
    index: number,
    wall: number,
    at: number,
    value: number,
    line: number,
  ): void {
    const { written } = gathering;
    written.samples += 1;
    if (!isTable) {
      if (wall < gathering.previousWall) {
        if (inOrder) throw new OutOfOrder();
        written.outOfOrder += 1;
      }
      if (!inOrder) {
        if (!staging.addWall(index, wall)) written.duplicates += 1;
      } else if (wall === gathering.previousWall) written.duplicates += 1;
      else if (gathering.previousWall === gathering.previousWall)
        gathering.steps.add(wall - gathering.previousWall);
      gathering.previousWall = wall;
    }
    if (!staging.addSample(index, at, value, line)) gathering.zonedDuplicates += 1;
    addValue(gathering, at, value);
  }

  return {
    add(wall, values, line) {
      const at = isTable ? row : resolver ? resolver.resolve(wall - shift) : wall - shift;
      row += 1;
      for (let index = 0; index < values.length; index += 1) {
        const value = values[index]!;
        if (value === value) addSample(gatherings[index]!, index, wall, at, value, line);
        else gatherings[index]!.missing += 1;
      }
    },
    finish: (check, onShare) =>
      gatherings
        .map((gathering, index) => ({ gathering, index }))
        .filter(({ gathering }) => gathering.written.samples > 0)
        .map(({ gathering, index }) => {
          const written = inOrder || isTable ? gathering.steps.finish() : countStaged(staging, index, check);
          const finished = finishSeries({
            gathering,
            index,
            written,
            staging,
            timeZone,
            isTable,
            shift,
            resolver,
            check,
          });
          onShare((index + 1) / gatherings.length);
          return finished;
        }),
  };
}

const startGathering = (column: ColumnMapping): Gathering => ({
  column,
  steps: createStepCounter(),
  previousWall: Number.NaN,
  written: { samples: 0, duplicates: 0, outOfOrder: 0 },
  missing: 0,
  zonedDuplicates: 0,
  least: Infinity,
  most: -Infinity,
  sum: 0,
  rest: 0,
  first: Infinity,
  last: -Infinity,
});

function addValue(gathering: Gathering, at: number, value: number): void {
  const sum = gathering.sum + value;
  gathering.rest +=
    Math.abs(gathering.sum) >= Math.abs(value) ? gathering.sum - sum + value : value - sum + gathering.sum;
  gathering.sum = sum;
  if (value < gathering.least) gathering.least = value;
  if (value > gathering.most) gathering.most = value;
  if (at < gathering.first) gathering.first = at;
  if (at > gathering.last) gathering.last = at;
}

/** Asks once per this many rows whether the import is still wanted. */
const CHECK_ROWS = 20_000;

function countStaged(staging: SampleStaging, index: number, check: () => void): StepSummary {
  const steps = createStepCounter();
  let previous = Number.NaN;
  let rows = 0;
  for (const wall of staging.walls(index)) {
    if (previous === previous) steps.add(wall - previous);
    previous = wall;
    if (++rows % CHECK_ROWS === 0) check();
  }
  return steps.finish();
}

interface FinishParts {
  gathering: Gathering;
  index: number;
  written: StepSummary;
  staging: SampleStaging;
  timeZone: string;
  isTable: boolean;
  shift: number;
  resolver: WallClockResolver | undefined;
  check: () => void;
}

function finishSeries({
  gathering,
  index,
  written,
  staging,
  timeZone,
  isTable,
  shift,
  resolver,
  check,
}: FinishParts): GatheredSeries {
  const { column, first, last } = gathering;
  const clock = createLocalClock(timeZone, isTable ? 0 : first, isTable ? 0 : last);
  const scan = createQualityScan(clock.toWall);
  forEachSample(staging, index, check, scan.add);
  const found = scan.finish();
  const far = createFarCounter(found.profile);
  // Two weeks are the least that has an hour of the week twice.
  const hasProfile = !isTable && found.steps.regularShare >= 0.5 && last - first >= 14 * DAY_MS;
  if (hasProfile) forEachSample(staging, index, check, (at, value) => far.add(at, clock.toWall(at), value));

  const isRegular = written.regularShare >= 0.5;
  const counts = { ...gathering.written, gaps: written.gaps, missingSteps: written.missingSteps };
  const series: NewSeries = {
    name: column.name,
    kind: column.kind,
    unit: column.unit,
    timeZone,
    stepSeconds: isTable ? 1 : (written.stepMs || DAY_MS) / 1000,
    // The labels as written: with hour-ending labels the first sample starts one step before.
    first: isTable ? '' : new Date(first + shift).toISOString(),
    last: isTable ? '' : new Date(last + shift).toISOString(),
    samples: counts.samples,
    duplicates: counts.duplicates,
    gaps: isRegular ? counts.gaps : 0,
    missingSteps: isRegular ? counts.missingSteps : 0,
    outOfOrder: counts.outOfOrder,
    axis: isTable ? 'row' : 'time',
    missing: gathering.missing,
    least: gathering.least,
    most: gathering.most,
    sum: gathering.sum + gathering.rest,
  };
  const zoned = resolver
    ? {
        duplicates: gathering.zonedDuplicates,
        nonexistent: resolver.nonexistent,
        seenTwice: resolver.seenTwice,
      }
    : null;
  return {
    column: index,
    series,
    judged: {
      name: column.name,
      kind: column.kind,
      timeZone,
      written: counts,
      zoned,
      scan: found,
      far: far.finish(),
      spanMs: last - first,
    },
  };
}

function forEachSample(
  staging: SampleStaging,
  index: number,
  check: () => void,
  visit: (at: number, value: number) => void,
): void {
  let rows = 0;
  for (const { at_ms, value } of staging.samples(index)) {
    visit(at_ms, value);
    if (++rows % CHECK_ROWS === 0) check();
  }
}
