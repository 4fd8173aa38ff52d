import type { SavedPlan } from '#shared/contract/contract.ts';
import { isSameJson } from '#shared/domain/equal.ts';
import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { editField, lineage, resetField } from '#shared/domain/scenario-edits.ts';
import { BASE_SCENARIO } from '#shared/domain/scenario.ts';
import type { DocumentState } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import {
  closeGroup,
  recordEdit,
  redoEdit,
  startHistory,
  undoEdit,
  type EditHistory,
  type EditOptions,
} from './history.ts';
import { createSaveQueue } from './save-queue.ts';
import { resolvePlan } from './selectors.ts';

export type DocumentActions = ReturnType<typeof createDocumentActions>;

export interface FieldEditOptions extends Partial<EditOptions> {
  /** Instead of the current one. */
  scenario?: string;
}

/** Edits of the open plan: each is undoable and saved at once. */
export function createDocumentActions(store: Store, parts: StoreParts) {
  const queue = createSaveQueue(store, parts);

  function put(history: EditHistory<Plan>) {
    const { document, session } = store.getState();
    if (!document || history === document.history) return;
    const scenario = existingScenario(history.present, session.scenario);
    const changed = history.present !== document.history.present;
    const problems = changed ? findProblems(history.present, scenario) : document.problems;
    store.setState({
      document: { ...document, history, problems },
      session: scenario === session.scenario ? session : { ...session, scenario },
    });
    if (changed) queue.request();
  }

  const present = (): EditHistory<Plan> => {
    const { document } = store.getState();
    if (!document) throw new Error('No plan is open.');
    return document.history;
  };

  /** Replaces the plan by an edited copy. */
  function edit(update: (plan: Plan) => Plan, options: EditOptions) {
    const history = present();
    const next = update(history.present);
    if (isSameJson(next, history.present)) return;
    put(recordEdit(history, next, options));
  }

  return {
    edit,
    /** Sets a field of the plan as the current scenario sees it: in the base itself, else as an override. */
    setField(path: string, value: unknown, { scenario, ...options }: FieldEditOptions = {}) {
      const where = scenario ?? store.getState().session.scenario;
      edit((plan) => editField(plan, where, path, value), { label: describe(path), ...options });
    },
    /** Takes the current scenario's override back. */
    resetField(path: string) {
      const { scenario } = store.getState().session;
      edit((plan) => resetField(plan, scenario, path), { label: `reset ${describe(path)}` });
    },
    /** Ends the present group of edits: the next one is a step of its own. */
    closeGroup: () => put(closeGroup(present())),
    undo: () => put(undoEdit(present())),
    redo: () => put(redoEdit(present())),
    /** Shows another plan; what was not saved of the present one is saved first. */
    async open({ plan, revision }: SavedPlan) {
      await queue.flush();
      const document: DocumentState = {
        history: startHistory(plan),
        revision,
        save: { state: 'saved' },
        problems: findProblems(plan, BASE_SCENARIO),
      };
      store.setState(({ jobs }) => ({
        document,
        jobs: { ...jobs, latest: {}, preview: null },
      }));
    },
    /** Looks for problems anew, for another scenario. */
    recheck(scenario: string) {
      store.setState(({ document }) =>
        document
          ? { document: { ...document, problems: findProblems(document.history.present, scenario) } }
          : {},
      );
    },
    keepMine: queue.keepMine,
    takeTheirs: queue.takeTheirs,
    retrySave: queue.request,
    /** Settles when the plan as shown is stored, or can not be. */
    flush: queue.flush,
  };
}

function findProblems(plan: Plan, scenario: string): Problem[] {
  const parsed = parsePlan(resolvePlan(plan, scenario));
  return parsed.ok ? [] : parsed.problems;
}

function existingScenario(plan: Plan, scenario: string): string {
  try {
    lineage(plan, scenario);
    return scenario;
  } catch {
    return BASE_SCENARIO;
  }
}

/** `components/cart-store/instances` → `instances of cart store`. */
function describe(path: string): string {
  const parts = path.split('/').map((part) => part.replaceAll('-', ' '));
  const field = (parts.at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return parts.length > 2 ? `${field} of ${parts.at(-2)}` : field;
}
