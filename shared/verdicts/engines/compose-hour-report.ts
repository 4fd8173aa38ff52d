import { createLocalClock } from '../../calendar/local-time.ts';
import type { CompiledPlan } from '../../engine/compiled-plan.ts';
import { ENGINE_VERSION } from '../../engine/engine-version.ts';
import type { SpanAnswer } from '../../engine/span-answer.ts';
import type { ReplayResult } from '../../replay/replay-result.ts';
import { MINUTE_MS } from '../../units/instant.ts';
import { agreementSentence } from './agreement.ts';
import { compareEngines } from './compare-engines.ts';
import { explainDifference } from './explain-difference.ts';
import type { ChosenFuture, HourReport } from './hour-report.ts';

export interface HourReportParts {
  compiled: CompiledPlan;
  scenario: { id: string; name: string };
  future: ChosenFuture;
  replay: ReplayResult;
  fast: SpanAnswer;
  elapsedMs: number;
}

/** Both engines' answers for a span side by side, with what makes them differ. */
export function composeHourReport(parts: HourReportParts): HourReport {
  const { compiled, scenario, future, replay, fast, elapsedMs } = parts;
  const { plan } = compiled;
  const situation = { compiled, replay, fast };
  const figures = compareEngines(situation);
  const { from, minutes, seed, interventions, repetitions, warmUpMinutes, requests, checks } = replay;
  return {
    engineVersion: ENGINE_VERSION,
    plan: plan.id,
    planName: plan.name,
    scenario: scenario.id,
    scenarioName: scenario.name,
    ...momentOf(compiled, from),
    from,
    minutes,
    seed,
    future,
    interventions,
    sentence: agreementSentence(plan, figures),
    comparisons: figures.map((figure) => ({ ...figure, reasons: explainDifference(situation, figure) })),
    replay: {
      repetitions,
      warmUpMinutes,
      requests,
      journeys: replay.journeys,
      stations: replay.stations,
      slices: replay.slices,
      checks,
    },
    fast,
    elapsedMs,
  };
}

/** The instant and the plan's clock, `minutes` from the start of the horizon. */
export function momentOf(
  { grid }: Pick<CompiledPlan, 'grid'>,
  minutes: number,
): { timeZone: string; at: string; localTime: string } {
  const at = grid.start + minutes * MINUTE_MS;
  const clock = createLocalClock(grid.timeZone, grid.start, grid.end);
  return {
    timeZone: grid.timeZone,
    at: new Date(at).toISOString(),
    localTime: new Date(clock.toWall(at)).toISOString().slice(0, 16),
  };
}
