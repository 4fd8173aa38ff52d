import type { Plan } from '#shared/domain/plan.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { AppState, FinishedPreview, PreviewState } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import { FULL_RUN } from './run-actions.ts';
import { changesBetween, findRun, findRunning, resolvePlan } from './selectors.ts';

/** Futures of a preview: enough to show a direction, few enough to answer while typing. */
export const PREVIEW_REPLICATIONS = 32;
const QUIET_MS = 220;

/**
 * Judges the plan anew after every edit, with few futures. "Before" is the plan of the last full run,
 * judged with the same few futures, so that only the edit makes the difference. Gives the function
 * that stops it.
 */
export function createPreviewActions(store: Store, { backend, schedule }: StoreParts): () => void {
  let baseline: { key: string; source: Plan } | null = null;
  let before: { source: Plan; scenario: string; result: FinishedPreview } | null = null;
  let controller: AbortController | null = null;
  let callOff: (() => void) | null = null;

  const show = (change: Partial<PreviewState>) =>
    store.setState(({ jobs, session }) => {
      const empty = { scenario: session.scenario, before: null, now: null, isPending: false, failure: null };
      const kept = jobs.preview?.scenario === session.scenario ? jobs.preview : empty;
      return { jobs: { ...jobs, preview: { ...kept, ...change } } };
    });

  function hide() {
    if (store.getState().jobs.preview) store.setState(({ jobs }) => ({ jobs: { ...jobs, preview: null } }));
  }

  /** The unresolved plan that the last full run, or the opening of the plan, saw. */
  function baselineOf(source: Plan, scenario: string): Plan {
    const run = findRun(store.getState(), scenario);
    const runPlan = run?.plan;
    const key = `${source.id} ${scenario} ${run?.result?.run.id ?? ''}`;
    if (baseline?.key !== key) {
      // A fresh run, another plan or another scenario: what is shown now is where we start from …
      const isCurrent = !runPlan || changesBetween(runPlan, resolvePlan(source, scenario)) === 0;
      // … unless edits were made while it ran; then the run's own resolved plan stands in.
      baseline = {
        key,
        source: isCurrent ? source : { ...runPlan, scenarios: source.scenarios.map(withoutOverrides) },
      };
    }
    return baseline.source;
  }

  function consider() {
    const { document, session } = store.getState();
    if (!document) return hide();
    const source = document.history.present;
    const { scenario } = session;
    const from = baselineOf(source, scenario);
    controller?.abort();
    callOff?.();
    const isChanged = changesBetween(resolvePlan(from, scenario), resolvePlan(source, scenario)) > 0;
    if (!isChanged && !lacksVerdict(scenario)) return hide();
    if (document.problems.length > 0 || source.clauses.length === 0 || isAnsweredBetter(scenario))
      return show({ isPending: false });
    show({ isPending: true });
    callOff = schedule(() => void preview(isChanged ? from : null, source, scenario), QUIET_MS);
  }

  /**
   * A full run under way answers the same question better, and needs the processors; only the very
   * first verdict of a scenario is not worth waiting for it.
   */
  function isAnsweredBetter(scenario: string): boolean {
    const running = findRunning(store.getState(), scenario);
    return running !== undefined && (running.verdict !== null || !lacksVerdict(scenario));
  }

  /** Whether no full run says how the scenario stands now. */
  function lacksVerdict(scenario: string): boolean {
    const run = findRun(store.getState(), scenario);
    return run !== undefined && (!run.result || (run.stale && !run.plan));
  }

  async function preview(from: Plan | null, source: Plan, scenario: string) {
    const { signal } = (controller = new AbortController());
    const judge = (plan: Plan) =>
      backend.api.runs.preview(
        { plan, scenario, replications: PREVIEW_REPLICATIONS, seed: FULL_RUN.seed },
        { signal },
      );
    try {
      const known = before?.source === from && before?.scenario === scenario ? before.result : null;
      const now = await judge(source);
      if (signal.aborted) return;
      show({ before: known, now, isPending: from !== null && !known, failure: null });
      if (from === null || known) return;
      const result = await judge(from);
      if (signal.aborted) return;
      before = { source: from, scenario, result };
      show({ before: before.result, isPending: false });
    } catch (error) {
      const failure = toFailure(error);
      if (!signal.aborted && failure.kind !== 'cancelled') show({ isPending: false, failure });
    }
  }

  const unsubscribe = store.subscribe((state, previous) => {
    const isOther =
      state.document?.history.present !== previous.document?.history.present ||
      state.session.scenario !== previous.session.scenario ||
      state.jobs.latest !== previous.jobs.latest ||
      isRunning(state) !== isRunning(previous);
    if (isOther) consider();
  });

  return () => {
    unsubscribe();
    callOff?.();
    controller?.abort();
  };
}

const isRunning = (state: AppState): boolean => findRunning(state, state.session.scenario) !== undefined;

const withoutOverrides = (scenario: Plan['scenarios'][number]) => ({ ...scenario, overrides: [] });
