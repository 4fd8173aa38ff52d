/** What the distances between consecutive, distinct times of a series say. */
export interface StepSummary {
  /** Most frequent distance in milliseconds; 0 with fewer than two times. */
  stepMs: number;
  gaps: number;
  missingSteps: number;
  largestGapMs: number;
  /** Share of the distances that are one step: below a half the times are events, not samples. */
  regularShare: number;
}

export interface StepCounter {
  /** Distance to the previous time, in ms, above 0. */
  add(distanceMs: number): void;
  finish(): StepSummary;
}

/** Past this many different distances a series has no step anyway; more are only counted. */
const MOST_DISTANCES = 50_000;

/** Counts gaps in one pass and constant memory: all there is to know is in the histogram of distances. */
export function createStepCounter(): StepCounter {
  const counts = new Map<number, number>();
  let others = 0;
  let last = -1;
  let run = 0;

  function flush(): void {
    if (run === 0) return;
    const before = counts.get(last);
    if (before === undefined && counts.size >= MOST_DISTANCES) others += run;
    else counts.set(last, (before ?? 0) + run);
    run = 0;
  }

  return {
    add(distanceMs) {
      if (distanceMs !== last) {
        flush();
        last = distanceMs;
      }
      run += 1;
    },
    finish() {
      flush();
      return summarize(counts, others);
    },
  };
}

function summarize(counts: Map<number, number>, others: number): StepSummary {
  let stepMs = 0;
  let most = 0;
  let total = others;
  for (const [distance, count] of counts) {
    total += count;
    if (count > most || (count === most && distance < stepMs)) [stepMs, most] = [distance, count];
  }
  const summary = {
    stepMs,
    gaps: 0,
    missingSteps: 0,
    largestGapMs: 0,
    regularShare: total === 0 ? 1 : most / total,
  };
  if (summary.regularShare < 0.5) return summary;
  for (const [distance, count] of counts) {
    const missing = Math.round(distance / stepMs) - 1;
    if (missing < 1) continue;
    summary.gaps += count;
    summary.missingSteps += missing * count;
    summary.largestGapMs = Math.max(summary.largestGapMs, distance);
  }
  return summary;
}
