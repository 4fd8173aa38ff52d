import type { FinishedRun, RunRecord } from '#shared/contract/run-records.ts';
import { planSchema, type Plan } from '#shared/domain/plan.ts';
import { runPicturesSchema } from '#shared/engine/run-pictures.ts';
import { verdictDocumentSchema } from '#shared/verdicts/verdict-document.ts';
import type { WorkspaceDatabase } from './database.ts';

interface RunRow extends RunRecord {
  verdict: string;
  pictures: string;
  planDocument: string;
}

const RECORD = `id, plan_id AS plan, scenario, input_hash AS inputHash, seed, replications,
  engine_version AS engineVersion, finished_at AS finishedAt, elapsed_ms AS elapsedMs`;
/** Ends of previews kept of each scenario, so that undo finds its answer; the older ones give their place. */
const EXPLORED_KEPT = 12;
const WHOLE = `${RECORD}, plan_document AS planDocument, verdict, pictures`;

export type RunStore = ReturnType<typeof createRunStore>;

/** Finished runs, each with the resolved plan it simulated. */
export function createRunStore(database: WorkspaceDatabase) {
  const insert = database.prepare(`
    INSERT INTO run (id, plan_id, scenario, input_hash, seed, replications, engine_version, finished_at,
      elapsed_ms, plan_document, verdict, pictures, explored)
    VALUES (@id, @plan, @scenario, @inputHash, @seed, @replications, @engineVersion, @finishedAt,
      @elapsedMs, @planDocument, @verdict, @pictures, @explored)
    ON CONFLICT (plan_id, scenario, input_hash) DO NOTHING`);
  const rewrite = database.prepare<Record<string, unknown>>(`
    UPDATE run SET verdict = @verdict, pictures = @pictures, finished_at = @finishedAt, elapsed_ms = @elapsedMs
    WHERE plan_id = @plan AND scenario = @scenario AND input_hash = @inputHash`);
  const forget = database.prepare<{ plan: string; scenario: string; kept: number }>(`
    DELETE FROM run WHERE id IN (
      SELECT id FROM run WHERE plan_id = @plan AND scenario = @scenario AND explored = 1
      ORDER BY finished_at DESC, id LIMIT -1 OFFSET @kept)
    AND NOT EXISTS (SELECT 1 FROM proposal WHERE run_id = run.id)`);
  const keep = database.prepare<[string]>('UPDATE run SET explored = 0 WHERE id = ? AND explored = 1');
  const byPlan = database.prepare<[string], RunRecord>(
    `SELECT ${RECORD} FROM run WHERE plan_id = ? ORDER BY finished_at DESC, id`,
  );
  const byId = database.prepare<[string], RunRow>(`SELECT ${WHOLE} FROM run WHERE id = ?`);
  const byInput = database.prepare<[string, string, string], RunRow>(
    `SELECT ${WHOLE} FROM run WHERE plan_id = ? AND scenario = ? AND input_hash = ?`,
  );
  const newest = database.prepare<[string, string], RunRow>(
    `SELECT ${WHOLE} FROM run WHERE plan_id = ? AND scenario = ? ORDER BY finished_at DESC, id LIMIT 1`,
  );

  const add = database.transaction((row: RunRow & { explored: number }) => {
    const present = byInput.get(row.plan, row.scenario, row.inputHash);
    if (present && !toFinishedRun(present)) rewrite.run({ ...row });
    else insert.run(row);
    forget.run({ plan: row.plan, scenario: row.scenario, kept: EXPLORED_KEPT });
  });

  return {
    list: (plan: string): RunRecord[] => byPlan.all(plan),
    find: (id: string): FinishedRun | undefined => toFinishedRun(byId.get(id)),
    findByInput: (plan: string, scenario: string, inputHash: string): FinishedRun | undefined =>
      toFinishedRun(byInput.get(plan, scenario, inputHash)),
    newest: (plan: string, scenario: string): FinishedRun | undefined =>
      toFinishedRun(newest.get(plan, scenario)),
    /** The resolved plan the run simulated. */
    planOf(id: string): Plan | undefined {
      const row = byId.get(id);
      return row && planSchema.parse(JSON.parse(row.planDocument));
    },
    /**
     * Stores the run; when another process stored the same input first, that one stays. Explored: the end
     * of a preview, which may be forgotten for newer ones.
     */
    add({ run, verdict, pictures }: FinishedRun, resolvedPlan: Plan, { isExplored = false } = {}): void {
      add.immediate({
        ...run,
        planDocument: JSON.stringify(resolvedPlan),
        verdict: JSON.stringify(verdict),
        pictures: JSON.stringify(pictures),
        explored: isExplored ? 1 : 0,
      });
    },
    /** Somebody asked for it: it stays. */
    keep: (id: string): void => void keep.run(id),
  };
}

/** Undefined too where an older Headroom wrote what this one does not read: such a run is simulated anew. */
function toFinishedRun(row: RunRow | undefined): FinishedRun | undefined {
  if (!row) return undefined;
  const { verdict, pictures, planDocument: _planDocument, ...run } = row;
  const read = {
    verdict: verdictDocumentSchema.safeParse(JSON.parse(verdict)),
    pictures: runPicturesSchema.safeParse(JSON.parse(pictures)),
  };
  if (!read.verdict.success || !read.pictures.success) return undefined;
  return { run, verdict: read.verdict.data, pictures: read.pictures.data };
}
