import type { Plan } from '#shared/domain/plan.ts';
import type { AppState } from './app-state.ts';
import { changesBetween, findRun } from './selectors.ts';

interface Point {
  shown: Plan;
  /** Label of the edit that led there. */
  edit: string;
}

/**
 * The plan that edits are compared with: as it was opened, and from then on the newest one with a full run
 * that was reached by editing something else. So the picture before stays while one field is tried out.
 */
export function createPreviewBaseline() {
  let key = '';
  let from: Point | null = null;
  let answered: Point | null = null;

  return {
    /** `shown`: the plan as the scenario sees it now. */
    of(state: AppState, shown: Plan): Plan {
      const edit = state.document?.history.past.at(-1)?.label ?? '';
      const present = `${shown.id} ${state.session.scenario}`;
      if (key !== present || !from) {
        key = present;
        from = { shown, edit };
        answered = null;
      }
      const run = findRun(state, state.session.scenario);
      if (run?.plan && changesBetween(run.plan, shown) === 0) answered = { shown, edit };
      else if (answered && answered.edit !== edit && changesBetween(from.shown, shown) > 0) from = answered;
      return from.shown;
    },
  };
}
