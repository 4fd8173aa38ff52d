import type { MessagePort } from 'node:worker_threads';
import type { ReplayEstimate, ReplayEvent, SpanRequest } from '#shared/contract/replay-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import type { CompiledPlan } from '#shared/engine/compiled-plan.ts';
import { BLOCK, firstFutures, meanDemand } from '#shared/engine/future-demands.ts';
import { answerSpan, type SpanAnswer } from '#shared/engine/span-answer.ts';
import { replaySpan } from '#shared/replay/replay-span.ts';
import { composeHourReport, momentOf } from '#shared/verdicts/engines/compose-hour-report.ts';
import type { HourReport } from '#shared/verdicts/engines/hour-report.ts';
import { hoursToCheck, type HourToCheck } from '#shared/verdicts/engines/hours-to-check.ts';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { chooseFuture } from './choose-future.ts';
import type { Span } from './read-span.ts';
import { chooseRepetitions, sizeOf } from './replay-size.ts';

/** Tasks of the replay's own thread. What a plan compiles to is kept for the next task on it. */

export interface HoursTask {
  plan: Plan;
  seed: number;
  verdict: VerdictDocument | null;
  component: string | undefined;
  month: string | undefined;
}

export function findHours({ plan, seed, verdict, component, month }: HoursTask): HourToCheck[] {
  const compiled = compile(plan);
  const demand = meanDemand(compiled, { seed, futures: firstFutures(BLOCK / 2) });
  return hoursToCheck({ compiled, demand, verdict, component, month });
}

export interface ReplayTask {
  plan: Plan;
  scenario: { id: string; name: string };
  request: Omit<SpanRequest, 'at' | 'minutes' | 'interventions'>;
  span: Span;
}

export const estimateReplay = (task: ReplayTask): ReplayEstimate => prepare(task).estimate;

/** What a replay tells while it goes on. */
export type ReplayMessage = Exclude<ReplayEvent, { kind: 'done' }>;

export function replay({ port, ...task }: ReplayTask & { port: MessagePort }): HourReport | ReplayEstimate {
  const started = performance.now();
  const { compiled, estimate, fast } = prepare(task);
  if (estimate.size === 'tooLarge') return estimate;
  const tell = (message: ReplayMessage) => port.postMessage(message);
  const { from, minutes, interventions } = task.span;
  tell({ kind: 'began', estimate, fast, interventions });
  const began = performance.now();
  const { number: future } = estimate.future;
  const { repetitions } = estimate;
  const result = replaySpan({
    compiled,
    seed: task.request.seed,
    future,
    from,
    minutes,
    repetitions,
    interventions,
    onProgress: (progress) => tell({ kind: 'progress', ...progress }),
  });
  const now = performance.now();
  speed = (estimate.requests + estimate.calls) / Math.max(0.05, (now - began) / 1000);
  return composeHourReport({
    compiled,
    scenario: task.scenario,
    future: estimate.future,
    replay: result,
    fast,
    elapsedMs: Math.round(now - started),
  });
}

/** Requests and calls per second; a careful guess until the first replay. */
let speed = 2_000_000;

interface Prepared {
  compiled: CompiledPlan;
  estimate: ReplayEstimate;
  fast: SpanAnswer;
}

function prepare({ plan, request, span }: ReplayTask): Prepared {
  const compiled = compile(plan);
  const { from, minutes, interventions } = span;
  const future = chooseFuture(compiled, span, request);
  const fast = answerSpan(compiled, {
    seed: request.seed,
    future: future.number,
    from,
    minutes,
    interventions,
  });
  const requests = fast.journeys.reduce(
    (sum, journey) => sum + journey.requests * (journey.attempts ?? 1),
    0,
  );
  const calls = fast.stations.reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0) * minutes * 60;
  const repetitions = request.repetitions ?? chooseRepetitions(requests + calls);
  const work = (requests + calls) * repetitions;
  const estimate: ReplayEstimate = {
    ...momentOf(compiled, from),
    from,
    minutes,
    future,
    repetitions,
    requests: requests * repetitions,
    calls: calls * repetitions,
    seconds: work / speed,
    ...sizeOf(work, minutes),
  };
  return { compiled, estimate, fast };
}

let kept: { text: string; compiled: CompiledPlan } | undefined;

function compile(plan: Plan): CompiledPlan {
  const text = JSON.stringify(plan);
  if (kept?.text !== text) kept = { text, compiled: compilePlan(plan) };
  return kept.compiled;
}
