import type { RunEvent } from '#shared/contract/run-records.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { AppState, FinishedPreview, PreviewState } from './app-state.ts';
import { createJudgements } from './judgements.ts';
import { createPause } from './pause.ts';
import { createPreviewBaseline } from './preview-baseline.ts';
import { FULL_RUN } from './run-actions.ts';
import { changesBetween, findRun, findRunning, resolvePlan, runKey } from './selectors.ts';
import type { Store, StoreParts } from './store-parts.ts';

/** A pause after which a typed number is taken to be complete, and how long a slider that never rests is waited for. */
const PAUSE = { quietMs: 90, latestMs: 250 };
/** How long a first answer may still take when the next edit is there already. */
const GRACE_MS = 1500;
/** After the opening of a plan, which has other things to do first. */
const WARMING_MS = 1200;
/** What takes longer than this is not refined without being asked. */
const LONG_MS = 120_000;

export type PreviewActions = ReturnType<typeof createPreviewActions>;

interface Job {
  source: Plan;
  /** As the scenario sees it. */
  shown: Plan;
  scenario: string;
  controller: AbortController;
  /** Somebody wants the whole of it, however long it takes. */
  isWanted: boolean;
  isBegun: boolean;
  isAnswered: boolean;
  /** Edits came meanwhile: the first answer is the last one. */
  isOutdated: boolean;
}

/**
 * Judges the plan anew after every edit: first on a few futures, then ever better up to the full number,
 * which is the full run of that plan. The next edit cancels it; only a first answer that is about to come
 * is waited for, so that a slider shows where it leads while it moves.
 */
export function createPreviewActions(store: Store, { backend, schedule }: StoreParts) {
  const judgements = createJudgements(backend);
  const baseline = createPreviewBaseline();
  const pause = createPause(schedule, PAUSE);
  let job: Job | null = null;
  let callOffGrace: (() => void) | null = null;
  let callOffWarming: (() => void) | null = null;
  const stopping = new AbortController();
  /** The plan that is left as it is: cancelled, too long, or failed. */
  let leftAlone: Plan | null = null;
  /** The plan that a full run under way simulates. */
  let covered: Plan | null = null;

  const isSame = (a: Plan | null | undefined, b: Plan) => a != null && changesBetween(a, b) === 0;

  const show = (change: Partial<PreviewState>) =>
    store.setState(({ jobs, session }) => {
      const kept =
        jobs.preview?.scenario === session.scenario ? jobs.preview : emptyPreview(session.scenario);
      return { jobs: { ...jobs, preview: { ...kept, ...change } } };
    });

  function hide() {
    drop();
    if (store.getState().jobs.preview) store.setState(({ jobs }) => ({ jobs: { ...jobs, preview: null } }));
  }

  function drop() {
    pause.end();
    abort();
  }

  function abort() {
    callOffGrace?.();
    callOffGrace = null;
    job?.controller.abort();
    job = null;
  }

  /** Looks at what is shown, and begins, goes on or ends accordingly. */
  function consider() {
    const state = store.getState();
    const { document, session } = state;
    const { scenario } = session;
    const run = findRun(state, scenario);
    if (!document || !run) return hide();
    const source = document.history.present;
    const shown = resolvePlan(source, scenario);
    const isChanged = changesBetween(baseline.of(state, shown), shown) > 0;

    if (run.result && isSame(run.plan, shown)) {
      judgements.keepRun(shown, run.result);
      drop();
      if (isChanged) return present(shown, run.result, settled);
      hide();
      return void (callOffWarming ??= schedule(() => void warm(shown, scenario), WARMING_MS));
    }
    if (document.problems.length > 0 || source.clauses.length === 0) {
      drop();
      return isChanged ? show(settled) : hide();
    }
    const running = findRunning(state, scenario);
    if (running && isSame(running.plan, shown)) {
      covered = shown;
      // It answers the same question; until it speaks, whoever asked before it is not cut off.
      if (running.done > 0) drop();
      if (running.look) present(shown, running.look, settled);
      return;
    }
    if (isSame(covered, shown) && !job) {
      // The run was cancelled or failed.
      leftAlone = shown;
      show({ ...settled, pause: { kind: 'stopped' } });
    }
    covered = null;
    if (isSame(leftAlone, shown) || isSame(job?.shown, shown)) return;
    begin({ source, shown, scenario });
  }

  /** Before the first edit, what it will be compared with; the threads are warm then, too. */
  async function warm(shown: Plan, scenario: string) {
    callOffWarming = null;
    if (!job && !judgements.find(shown, 0)) await judgements.glance(shown, scenario, stopping.signal);
  }

  function begin(asked: Pick<Job, 'source' | 'shown' | 'scenario'>, isWanted = false) {
    leftAlone = null;
    callOffWarming?.();
    callOffWarming = null;
    if (job?.isBegun && !job.isAnswered && job.scenario === asked.scenario) return outdate(job);
    abort();
    const begun: Job = {
      ...asked,
      controller: new AbortController(),
      isWanted,
      isBegun: false,
      isAnswered: false,
      isOutdated: false,
    };
    job = begun;
    show({ ...settled, isPending: true, progress: { done: 0, total: FULL_RUN.replications } });
    pause.request(() => void carryOut(begun));
  }

  /** Its first answer is waited for, but not for long; then comes the newest state. */
  function outdate(own: Job) {
    if (own.isOutdated) return;
    own.isOutdated = true;
    const giveUp = () => {
      if (job !== own || own.isAnswered) return;
      drop();
      consider();
    };
    callOffGrace = schedule(giveUp, GRACE_MS);
  }

  async function carryOut(own: Job) {
    own.isBegun = true;
    const { source, scenario, controller } = own;
    try {
      const { signal } = controller;
      const events = await backend.api.runs.preview({ plan: source, scenario, ...FULL_RUN }, { signal });
      for await (const event of events) {
        if (job !== own) return;
        follow(own, event);
      }
    } catch (error) {
      const failure = toFailure(error);
      if (job === own && failure.kind !== 'cancelled') leave(own, { failure });
    }
  }

  function follow(own: Job, event: RunEvent) {
    const { source, shown, scenario } = own;
    if (event.kind === 'done') {
      const key = runKey(source.id, scenario);
      const finished = { result: event.result, plan: shown, stale: false };
      return store.setState(({ jobs }) => ({
        jobs: { ...jobs, latest: { ...jobs.latest, [key]: finished } },
      }));
    }
    const { done, total, verdict, pictures } = event;
    show({ progress: { done, total } });
    if (!verdict || !pictures) return;
    const isFirst = !own.isAnswered;
    own.isAnswered = true;
    judgements.keepGlance(shown, { verdict, pictures });
    present(shown, { verdict, pictures }, { isPending: false, failure: null });
    if (own.isOutdated) {
      drop();
      return consider();
    }
    const msLeft = (verdict.elapsedMs / verdict.replications) * (total - verdict.replications);
    if (isFirst && !own.isWanted && msLeft > LONG_MS) leave(own, { pause: { kind: 'long', ms: msLeft } });
  }

  /** Shows a judgement beside the best that is known of the plan before the edits. */
  function present(shown: Plan, now: FinishedPreview, change: Partial<PreviewState>) {
    const from = baseline.of(store.getState(), shown);
    const { replications } = now.verdict;
    const isChanged = changesBetween(from, shown) > 0;
    const before = isChanged ? judgements.find(from, replications) : null;
    show({ ...change, now, before });
    if (!isChanged || before || !job) return;
    const own = job;
    void judgements.glance(from, own.scenario, own.controller.signal).then((isKnown) => {
      if (isKnown && job === own) show({ before: judgements.find(from, replications) });
    });
  }

  /** Ends the job and does not begin it again by itself. */
  function leave({ shown }: Job, change: Partial<PreviewState>) {
    drop();
    leftAlone = shown;
    show({ isPending: false, progress: null, ...change });
  }

  const unsubscribe = store.subscribe((state, previous) => {
    const isOther =
      state.document?.history.present !== previous.document?.history.present ||
      state.session.scenario !== previous.session.scenario ||
      state.jobs.latest !== previous.jobs.latest ||
      stageOf(state) !== stageOf(previous);
    if (isOther) consider();
  });

  return {
    /** Leaves the preview as it is until the next edit. */
    cancel() {
      if (job) leave(job, { pause: { kind: 'stopped' } });
    },
    /** Refines what was left alone, up to the full number of futures. */
    resume() {
      const { document, session } = store.getState();
      if (!document || job) return;
      const source = document.history.present;
      const { scenario } = session;
      begin({ source, shown: resolvePlan(source, scenario), scenario }, true);
    },
    stop() {
      unsubscribe();
      callOffWarming?.();
      stopping.abort();
      drop();
    },
  };
}

const settled = { isPending: false, progress: null, pause: null, failure: null };

const emptyPreview = (scenario: string): PreviewState => ({ scenario, before: null, now: null, ...settled });

/** What of the full run under way matters here: whether there is one, and what it has said. */
function stageOf(state: AppState): string {
  const running = findRunning(state, state.session.scenario);
  return running ? `${running.done > 0} ${running.look?.verdict.replications ?? 0}` : '';
}
