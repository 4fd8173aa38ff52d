import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { toFailure } from '#renderer/api/failure.ts';
import type { SaveState } from './app-state.ts';
import type { Store, StoreParts } from './store-parts.ts';
import { recordEdit } from './history.ts';

/** A pause in typing after which an edit is written. */
const QUIET_MS = 150;

/**
 * Writes the plan whenever it changed: one call at a time, always the newest state, never an invalid
 * one. What the backend says of it is kept in the document's save state.
 */
export function createSaveQueue(store: Store, { backend, schedule }: StoreParts) {
  let stored: Plan | null = null;
  let callOff: (() => void) | null = null;
  let writing: Promise<void> | null = null;

  const show = (save: SaveState) =>
    store.setState(({ document }) => (document ? { document: { ...document, save } } : {}));

  function request() {
    if (store.getState().document?.save.state === 'conflict') return;
    show({ state: 'saving' });
    callOff?.();
    callOff = schedule(() => void write(), QUIET_MS);
  }

  function write(): Promise<void> {
    callOff?.();
    callOff = null;
    writing ??= writeUntilCurrent().finally(() => {
      writing = null;
    });
    return writing;
  }

  async function writeUntilCurrent() {
    for (;;) {
      const document = store.getState().document;
      if (!document || document.save.state === 'conflict') return;
      const plan = document.history.present;
      if (plan === stored) return show({ state: 'saved' });
      const parsed = parsePlan(plan);
      if (!parsed.ok) return show({ state: 'waiting', problems: parsed.problems });
      if (!(await send(plan, document.revision))) return;
    }
  }

  /** Whether the plan was stored. */
  async function send(plan: Plan, baseRevision: number): Promise<boolean> {
    try {
      const { revision } = await backend.api.plans.save({ plan, baseRevision });
      stored = plan;
      store.setState(({ document }) =>
        document?.history.present.id === plan.id ? { document: { ...document, revision } } : {},
      );
      return true;
    } catch (error) {
      const failure = toFailure(error);
      const isConflict = failure.kind === 'userProblem' && failure.code === 'plan-changed-elsewhere';
      show(isConflict ? { state: 'conflict' } : { state: 'failed', failure });
      return false;
    }
  }

  return {
    request,
    async flush() {
      if (store.getState().document?.save.state === 'saving') await write();
    },
    /** After a conflict: this window's state becomes the next revision. */
    async keepMine() {
      const document = store.getState().document;
      if (!document) return;
      const { revision } = await backend.api.plans.get({ plan: document.history.present.id });
      store.setState({ document: { ...document, revision, save: { state: 'saving' } } });
      await write();
    },
    /** After a conflict: the stored state is shown; undo brings this window's state back. */
    async takeTheirs() {
      const document = store.getState().document;
      if (!document) return;
      const { plan, revision } = await backend.api.plans.get({ plan: document.history.present.id });
      stored = plan;
      const history = recordEdit(document.history, plan, { label: 'the change made elsewhere' });
      store.setState({ document: { ...document, history, revision, save: { state: 'saved' } } });
    },
  };
}
