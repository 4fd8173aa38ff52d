import type { CheckedResult } from './check-results.ts';

export interface Summary {
  /** In the order of the table. */
  models: ModelSummary[];
  approximations: ApproximationSummary[];
  simulated: { cases: number; covered: number; allowedMisses: number; ok: boolean };
  closedForms: { cases: number; inside: number };
  /** Cases for which we have neither closed form nor approximation. */
  uncovered: number;
  /** All closed forms within their tolerance, all approximations within their bound, enough intervals cover. */
  ok: boolean;
}

export interface ModelSummary {
  model: string;
  cases: number;
  /** `largest` relative deviation from values that are exact. */
  closedForms: { cases: number; inside: number; largest: number };
  simulated: { cases: number; covered: number };
}

/** One quantity of one model, as the station approximates it. */
export interface ApproximationSummary {
  model: string;
  quantity: string;
  cases: number;
  inside: number;
  /** Relative error. */
  largest: number;
  /** undefined where the cases lie outside what was measured. */
  bound: number | undefined;
}

/** Totals of a table that was checked. */
export function summarize(results: readonly CheckedResult[]): Summary {
  const closedForms = closedFormsOf(results);
  const simulated = simulatedOf(results);
  const approximations = byKey(
    results.filter(({ approximation }) => approximation),
    (result) => `${result.model} ${result.quantity}`,
  ).map(summarizeApproximation);
  const allowedMisses = missesAllowed(simulated.cases);
  const covers = simulated.cases - simulated.covered <= allowedMisses;
  return {
    models: byKey(results, ({ model }) => model).map((own) => ({
      model: own[0]!.model,
      cases: own.length,
      closedForms: closedFormsOf(own),
      simulated: simulatedOf(own),
    })),
    approximations,
    simulated: { ...simulated, allowedMisses, ok: covers },
    closedForms: { cases: closedForms.cases, inside: closedForms.inside },
    uncovered: results.filter(isUncovered).length,
    ok:
      covers &&
      closedForms.inside === closedForms.cases &&
      approximations.every(({ cases, inside }) => inside === cases),
  };
}

export const isUncovered = ({ closedForm, approximation }: CheckedResult): boolean =>
  !closedForm && !approximation;

function closedFormsOf(results: readonly CheckedResult[]): ModelSummary['closedForms'] {
  const answered = results.flatMap(({ kind, closedForm }) => (closedForm ? [{ kind, ...closedForm }] : []));
  const errors = answered.filter(({ kind }) => kind === 'exact').map(({ error }) => Math.abs(error));
  return {
    cases: answered.length,
    inside: answered.filter(({ ok }) => ok).length,
    largest: Math.max(0, ...errors),
  };
}

function simulatedOf(results: readonly CheckedResult[]): { cases: number; covered: number } {
  const estimates = results.flatMap(({ simulated }) => simulated ?? []);
  return { cases: estimates.length, covered: estimates.filter(({ ok }) => ok).length };
}

function summarizeApproximation(results: readonly CheckedResult[]): ApproximationSummary {
  const [{ model, quantity }] = results as [CheckedResult];
  const answers = results.flatMap(({ approximation }) => approximation ?? []);
  return {
    model,
    quantity,
    cases: answers.length,
    inside: answers.filter(({ ok }) => ok).length,
    largest: Math.max(...answers.map(({ error }) => Math.abs(error))),
    bound: answers.find(({ bound }) => bound !== undefined)?.bound,
  };
}

function byKey(
  results: readonly CheckedResult[],
  keyOf: (result: CheckedResult) => string,
): CheckedResult[][] {
  const groups = new Map<string, CheckedResult[]>();
  for (const result of results) groups.set(keyOf(result), [...(groups.get(keyOf(result)) ?? []), result]);
  return [...groups.values()];
}

/**
 * Intervals of 99 % that may miss among so many: three in a hundred, or where they are few, as many
 * as chance exceeds once in a thousand.
 */
export function missesAllowed(cases: number): number {
  let misses = 0;
  let chance = 0.99 ** cases;
  for (let below = chance; below < 0.999 && misses < cases; below += chance) {
    chance *= ((cases - misses) / (misses + 1)) * (0.01 / 0.99);
    misses += 1;
  }
  return Math.max(misses, Math.floor(0.03 * cases));
}
