import type { Plan } from '#shared/domain/plan.ts';
import type { Failure } from '#renderer/api/failure.ts';
import type { SaveState } from './app-state.ts';
import type { DocumentActions } from './document-actions.ts';
import type { Store } from './store-parts.ts';

/**
 * The plan as shown, once it is stored: the backend simulates what is stored. When another plan was
 * opened meanwhile, the one that was left, which was stored on leaving. Throws `NotStored`.
 */
export async function storedPlan(store: Store, document: DocumentActions, asked: Plan): Promise<Plan> {
  await document.flush();
  const shown = store.getState().document;
  if (shown?.history.present.id !== asked.id) return asked;
  if (shown.save.state !== 'saved') throw new NotStored(shown.save);
  return shown.history.present;
}

export class NotStored extends Error {
  readonly failure: Failure;

  constructor(save: SaveState) {
    super('The plan as shown is not stored.');
    const message =
      'The plan as shown could not be stored yet, so it was not simulated. Mend what is said above first.';
    const problems = save.state === 'waiting' ? save.problems : [{ path: '', message }];
    this.failure = { kind: 'userProblem', code: 'plan-not-stored', message, problems };
  }
}
