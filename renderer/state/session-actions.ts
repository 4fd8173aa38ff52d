import type { SavedPlan } from '#shared/contract/contract.ts';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { ScreenId, SessionState, Theme } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import type { DocumentActions } from './document-actions.ts';
import type { RunActions } from './run-actions.ts';
import { emptyDraft, type SpanDraft } from './replay-state.ts';
import { findRun } from './selectors.ts';

export type SessionActions = ReturnType<typeof createSessionActions>;

interface Others {
  document: DocumentActions;
  runs: RunActions;
}

/** Where the user is, and which plan and scenario are open. */
export function createSessionActions(store: Store, { backend }: StoreParts, { document, runs }: Others) {
  const { api } = backend;
  const set = (change: Partial<SessionState>) =>
    store.setState(({ session }) => ({ session: { ...session, ...change } }));
  /** A lost preference is not worth a message. */
  const remember = (key: string, value: string) => void api.settings.set({ key, value }).catch(() => {});
  const loadPlans = async () => set({ plans: await api.plans.list() });

  async function show(saved: SavedPlan) {
    await document.open(saved);
    set({ scenario: BASE_SCENARIO, selection: {}, span: emptyDraft });
    remember('lastPlan', saved.plan.id);
    await Promise.all([loadPlans(), runs.loadLatest(BASE_SCENARIO)]);
    if (isReadyToRun(store)) void runs.start(BASE_SCENARIO);
  }

  async function start() {
    try {
      const [settings, plans, { notices }] = await Promise.all([
        api.settings.get(),
        api.plans.list(),
        api.workspace.info(),
      ]);
      set({ plans, notices, theme: (settings.theme as Theme | undefined) ?? 'system' });
      const last = plans.find(({ id }) => id === settings.lastPlan) ?? plans[0];
      await show(last ? await api.plans.get({ plan: last.id }) : await api.plans.create({ from: 'sample' }));
    } catch (error) {
      store.setState({ failure: toFailure(error) });
    }
  }

  async function selectScenario(scenario: string) {
    set({ scenario });
    document.recheck(scenario);
    if (!findRun(store.getState(), scenario)) await runs.loadLatest(scenario);
  }

  return {
    start,
    navigate(screen: ScreenId, selection?: string) {
      const { session } = store.getState();
      set({
        screen,
        panel: null,
        navigations: session.navigations + 1,
        selection:
          selection === undefined ? session.selection : { ...session.selection, [screen]: selection },
      });
    },
    select(selection: string | undefined) {
      const { session } = store.getState();
      set({
        selection: { ...session.selection, [session.screen]: selection },
        selections: session.selections + 1,
      });
    },
    /** Changes the span to replay next. */
    chooseSpan: (change: Partial<SpanDraft>) =>
      set({ span: { ...store.getState().session.span, ...change } }),
    dismissNotices: () => set({ notices: [] }),
    setPanel: (panel: SessionState['panel']) => set({ panel }),
    setTheme(theme: Theme) {
      set({ theme });
      remember('theme', theme);
    },
    selectScenario,
    /** Adds a scenario below the present one and shows it. */
    async addScenario(name: string) {
      const { session } = store.getState();
      const plan = store.getState().document?.history.present;
      if (!plan) return;
      const id = toIdentifier(name, [BASE_SCENARIO, ...plan.scenarios.map((scenario) => scenario.id)]);
      const added = { id, name, parent: session.scenario, overrides: [] };
      document.edit((before) => ({ ...before, scenarios: [...before.scenarios, added] }), {
        label: `scenario "${name}"`,
      });
      await selectScenario(id);
    },
    renameScenario(id: string, name: string) {
      const label = `name of scenario "${name}"`;
      document.edit(
        (plan) => (id === BASE_SCENARIO ? { ...plan, baseScenarioName: name } : renameIn(plan, id, name)),
        { label },
      );
    },
    /** Removes a scenario; those below it keep its overrides. */
    removeScenario(id: string) {
      document.edit((plan) => removeScenarioFrom(plan, id), { label: 'removal of a scenario' });
    },
    async openPlan(id: string) {
      await document.flush();
      await show(await api.plans.get({ plan: id }));
    },
    async createPlan(from: 'blank' | 'sample', name?: string) {
      await document.flush();
      await show(await api.plans.create({ from, name }));
    },
    /** Reads a plan file; its problems come as a failure, by path. */
    async importPlan(text: string) {
      await document.flush();
      await show(await api.plans.importFile({ text }));
    },
    async exportPlan(): Promise<{ fileName: string; text: string }> {
      await document.flush();
      const plan = store.getState().document?.history.present.id ?? '';
      return api.plans.exportFile({ plan });
    },
    async removePlan(id: string) {
      await api.plans.remove({ plan: id });
      const [next] = await api.plans.list();
      await show(next ? await api.plans.get({ plan: next.id }) : await api.plans.create({ from: 'sample' }));
    },
  };
}

/** A plan with promises that was never simulated answers its question without being asked. */
function isReadyToRun(store: Store): boolean {
  const state = store.getState();
  const plan = state.document?.history.present;
  return Boolean(
    plan?.clauses.length && state.document?.problems.length === 0 && !findRun(state, BASE_SCENARIO)?.result,
  );
}

const renameIn = (plan: Plan, id: string, name: string): Plan => ({
  ...plan,
  scenarios: plan.scenarios.map((scenario) => (scenario.id === id ? { ...scenario, name } : scenario)),
});

function removeScenarioFrom(plan: Plan, id: string): Plan {
  const removed = plan.scenarios.find((scenario) => scenario.id === id);
  if (!removed) return plan;
  const adopt = (scenario: Plan['scenarios'][number]) =>
    scenario.parent === id
      ? { ...scenario, parent: removed.parent, overrides: [...removed.overrides, ...scenario.overrides] }
      : scenario;
  return { ...plan, scenarios: plan.scenarios.filter((scenario) => scenario.id !== id).map(adopt) };
}
