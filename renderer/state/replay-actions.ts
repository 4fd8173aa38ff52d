import type { ReplayEvent } from '#shared/contract/replay-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { HourReport, SpanSlice } from '#shared/verdicts/engines/hour-report.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { DocumentActions } from './document-actions.ts';
import type { ReplayState, SpanDraft } from './replay-state.ts';
import { FULL_RUN } from './run-actions.ts';
import { changesBetween, resolvePlan, selectPlan } from './selectors.ts';
import { NotStored, storedPlan } from './stored-plan.ts';
import type { Store, StoreParts } from './store-parts.ts';

export type ReplayActions = ReturnType<typeof createReplayActions>;

/** Undisturbed spans that are remembered, to hold disturbed ones against. */
const KEPT = 8;

/** Replays: one at a time, the newest is shown. Leaving the screen leaves it running. */
export function createReplayActions(store: Store, { backend }: StoreParts, document: DocumentActions) {
  let running: AbortController | undefined;
  const calm: { report: HourReport; resolved: Plan }[] = [];

  const set = (change: Partial<ReplayState>) =>
    store.setState(({ jobs }) =>
      jobs.replay ? { jobs: { ...jobs, replay: { ...jobs.replay, ...change } } } : {},
    );

  /** Replays the chosen span; settles at its end. A failure is kept in the state. */
  async function start(): Promise<void> {
    const source = selectPlan(store.getState());
    if (!source) return;
    const controller = begin();
    const { scenario, span: draft } = store.getState().session;
    const begun: ReplayState = {
      plan: source.id,
      scenario,
      draft,
      resolved: resolvePlan(source, scenario),
      progress: { state: 'running', done: 0 },
      began: null,
      slices: [],
      report: null,
      calm: null,
      comparing: null,
      failure: null,
      cancel: () => controller.abort(),
    };
    store.setState(({ jobs }) => ({ jobs: { ...jobs, replay: begun } }));
    try {
      const stored = await storedPlan(store, document, source);
      if (running === controller) set({ resolved: resolvePlan(stored, scenario) });
      await follow(controller, { plan: stored.id, scenario }, draft, take);
    } catch (error) {
      if (running === controller) fail(controller, error, { progress: { state: 'stopped' } });
    }
  }

  /** Replays the span shown once more without what was done to it, and holds the two side by side. */
  async function compare(): Promise<void> {
    const shown = store.getState().jobs.replay;
    if (!shown?.report) return;
    const { plan, scenario, draft, report, resolved } = shown;
    const controller = begin();
    set({ comparing: 0, failure: null, cancel: () => controller.abort() });
    const undisturbed = { ...draft, future: report.future.number, interventions: [] };
    try {
      await follow(controller, { plan, scenario }, undisturbed, (event) => {
        if (event.kind === 'progress') set({ comparing: event.done });
        if (event.kind !== 'done') return;
        remember(event.report, resolved);
        set({ comparing: null, calm: event.report });
      });
    } catch (error) {
      if (running === controller) fail(controller, error, { comparing: null });
    }
  }

  function begin(): AbortController {
    running?.abort();
    return (running = new AbortController());
  }

  async function follow(
    controller: AbortController,
    of: { plan: string; scenario: string },
    { at, minutes, future, interventions }: SpanDraft,
    take: (event: ReplayEvent) => void,
  ): Promise<void> {
    const span = { at, minutes, future, interventions: [...interventions] };
    const { signal } = controller;
    const events = await backend.api.replays.run({ ...of, seed: FULL_RUN.seed, ...span }, { signal });
    for await (const event of events) if (running === controller) take(event);
  }

  function fail(controller: AbortController, error: unknown, ended: Partial<ReplayState>): void {
    const failure = error instanceof NotStored ? error.failure : toFailure(error);
    const isStopped = controller.signal.aborted || failure.kind === 'cancelled';
    set({ ...ended, ...(!isStopped && { failure }) });
  }

  function take(event: ReplayEvent): void {
    switch (event.kind) {
      case 'began': {
        const { estimate, fast, interventions } = event;
        return set({ began: { estimate, fast, interventions } });
      }
      case 'progress':
        return set({
          progress: { state: 'running', done: event.done },
          slices: withNew(store.getState().jobs.replay, event.slices),
        });
      case 'done': {
        const { report } = event;
        const resolved = store.getState().jobs.replay!.resolved;
        if (report.interventions.length === 0) remember(report, resolved);
        const undisturbed = calm.find(
          (other) => isSameSpan(other.report, report) && changesBetween(other.resolved, resolved) === 0,
        );
        return set({
          progress: { state: 'done' },
          report,
          slices: report.replay.slices,
          calm: report.interventions.length > 0 ? (undisturbed?.report ?? null) : null,
        });
      }
    }
  }

  function remember(report: HourReport, resolved: Plan): void {
    calm.unshift({ report, resolved });
    calm.length = Math.min(calm.length, KEPT);
  }

  return {
    start,
    compare,
    cancel: () => running?.abort(),
    stop: () => running?.abort(),
  };
}

/** The slices with the new ones in their places; how many there are is known from the length of one. */
function withNew(
  replay: ReplayState | null,
  news: readonly { index: number; slice: SpanSlice }[],
): (SpanSlice | null)[] {
  const [first] = news;
  const slices = [...(replay?.slices ?? [])];
  if (!replay || !first) return slices;
  const count = Math.round(replay.draft.minutes / first.slice.minutes);
  while (slices.length < count) slices.push(null);
  for (const { index, slice } of news) slices[index] = slice;
  return slices;
}

/** Whether two replays are of the same span of the same future; the plan is compared by itself. */
const isSameSpan = (a: HourReport, b: HourReport): boolean =>
  a.plan === b.plan &&
  a.scenario === b.scenario &&
  a.from === b.from &&
  a.minutes === b.minutes &&
  a.seed === b.seed &&
  a.future.number === b.future.number;
