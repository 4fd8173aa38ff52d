import * as fc from 'fast-check';
import type { Plan } from '#shared/domain/plan.ts';
import { anyPlan } from '#test/makers/any-plan.ts';

/** Times as many plans as usual, each time others: `HEADROOM_DEEP=10 npx vitest run test/shared/engine/properties`. */
const DEEP = Number(process.env.HEADROOM_DEEP ?? 0);

export const deepened = (runs: number): fc.Parameters<unknown> =>
  DEEP > 0 ? { numRuns: runs * DEEP, endOnFailure: false } : { numRuns: runs, seed: 2027 };

/** Checks what holds for every plan on `runs` of them; shrinks what fails to its smallest plan. */
export function everyPlan(
  check: (plan: Plan) => void,
  { runs = 12, plans = anyPlan }: { runs?: number; plans?: fc.Arbitrary<Plan> } = {},
): void {
  fc.assert(fc.property(plans, check), deepened(runs));
}
