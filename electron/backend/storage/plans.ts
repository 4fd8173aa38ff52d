import { isDeepStrictEqual } from 'node:util';
import type { SavedPlan } from '#shared/contract/contract.ts';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { planSchema, type Plan } from '#shared/domain/plan.ts';
import { UserProblem } from '../problems.ts';
import type { WorkspaceDatabase } from './database.ts';

export interface PlanEntry {
  id: string;
  name: string;
  /** ISO instant. */
  changedAt: string;
}

interface PlanRow {
  revision: number;
  document: string;
}

export type PlanStore = ReturnType<typeof createPlanStore>;

/** Plans and every state they were ever saved in. */
export function createPlanStore(database: WorkspaceDatabase) {
  const select = database.prepare<[string], PlanRow>('SELECT revision, document FROM plan WHERE id = ?');
  const selectAll = database.prepare<[], PlanEntry>(
    'SELECT id, name, changed_at AS changedAt FROM plan ORDER BY changed_at DESC, name',
  );
  const insert = database.prepare(
    'INSERT INTO plan (id, name, revision, document, changed_at) VALUES (@id, @name, @revision, @document, @changedAt)',
  );
  const update = database.prepare(
    'UPDATE plan SET name = @name, revision = @revision, document = @document, changed_at = @changedAt WHERE id = @id',
  );
  const keepRevision = database.prepare(
    'INSERT INTO plan_revision (plan_id, revision, document, changed_at) VALUES (@id, @revision, @document, @changedAt)',
  );
  const remove = database.prepare('DELETE FROM plan WHERE id = ?');

  function find(id: string): SavedPlan | undefined {
    const row = select.get(id);
    return row && { plan: planSchema.parse(JSON.parse(row.document)), revision: row.revision };
  }

  function get(id: string): SavedPlan {
    const saved = find(id);
    if (!saved) throw new UserProblem('plan-not-found', `There is no plan "${id}" in this workspace.`);
    return saved;
  }

  const create = database.transaction((plan: Plan): SavedPlan => {
    const row = toRow(plan, 1);
    insert.run(row);
    keepRevision.run(row);
    return { plan, revision: 1 };
  });

  const save = database.transaction((plan: Plan, baseRevision: number): number => {
    const { revision, plan: current } = get(plan.id);
    if (isSamePlan(current, plan)) return revision;
    if (revision !== baseRevision) {
      throw new UserProblem(
        'plan-changed-elsewhere',
        `"${current.name}" was changed in another window or on the command line (state ${revision}, this edit is based on ${baseRevision}). Reload the plan, then make the change again.`,
      );
    }
    const row = toRow(plan, revision + 1);
    update.run(row);
    keepRevision.run(row);
    return row.revision;
  });

  return {
    list: (): PlanEntry[] => selectAll.all(),
    find,
    /** Throws `plan-not-found`. */
    get,
    /** Stores a plan whose id is still free. */
    create: (plan: Plan) => create.immediate(plan),
    /** Stores the next state and returns its number. Throws `plan-changed-elsewhere`. */
    save: (plan: Plan, baseRevision: number) => save.immediate(plan, baseRevision),
    /** Removes the plan with its history, runs and proposals. */
    remove(id: string): void {
      get(id);
      remove.run(id);
    },
  };
}

/** Whether the plans say the same, in whatever order their keys are. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  const [a, b] = [one, other].map((plan) => JSON.parse(formatPlanFile(plan)) as unknown);
  return isDeepStrictEqual(a, b);
}

function toRow(plan: Plan, revision: number) {
  return {
    id: plan.id,
    name: plan.name,
    revision,
    document: JSON.stringify(planSchema.parse(plan)),
    changedAt: new Date().toISOString(),
  };
}
