import { demandFitSchema, type DemandFit } from '#shared/history/demand-fit.ts';
import type { WorkspaceDatabase } from './database.ts';

export type FitStore = ReturnType<typeof createFitStore>;

/** The last demand fitted to each series of a plan. */
export function createFitStore(database: WorkspaceDatabase) {
  const upsert = database.prepare(`
    INSERT INTO demand_fit (plan_id, series_id, fitted_at, fit) VALUES (?, ?, ?, ?)
    ON CONFLICT (plan_id, series_id) DO UPDATE SET fitted_at = excluded.fitted_at, fit = excluded.fit`);
  const byPlan = database.prepare<[string], { fit: string }>(
    'SELECT fit FROM demand_fit WHERE plan_id = ? ORDER BY series_id',
  );
  return {
    list: (plan: string): DemandFit[] =>
      byPlan.all(plan).map(({ fit }) => demandFitSchema.parse(JSON.parse(fit))),
    put(plan: string, fit: DemandFit): void {
      upsert.run(plan, fit.series, new Date().toISOString(), JSON.stringify(fit));
    },
  };
}
