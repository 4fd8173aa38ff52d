import { mendPlan } from '../domain/mend-plan.ts';
import { pathFromIssue } from '../domain/path.ts';
import { parsePlan } from '../domain/plan-file.ts';
import { findPlanProblems } from '../domain/plan-problems.ts';
import { planSchema } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import { findImpossible } from './impossible.ts';

/**
 * Everything that is wrong with a plan given as data, in one go: values that cannot be, what its parts
 * say of each other, and what cannot be simulated. `parsePlan` stops at the first of the three.
 */
export function findAllProblems(json: unknown): Problem[] {
  const parsed = parsePlan(json);
  if (parsed.ok) return findImpossible(parsed.plan);
  const read = planSchema.safeParse(json);
  if (read.success)
    return [
      ...parsed.problems,
      ...unless(
        parsed.problems,
        safely(() => findImpossible(read.data)),
      ),
    ];
  const mend = mendPlan(json, read.error.issues);
  if (!mend) return parsed.problems;
  const mended = mend.mended.map((path) => pathFromIssue(json, path));
  const behind = [...findPlanProblems(mend.plan), ...safely(() => findImpossible(mend.plan))];
  return [
    ...parsed.problems,
    ...unless(parsed.problems, behind).filter(
      ({ path }) => !mended.some((place) => path === place || path.startsWith(`${place}/`)),
    ),
  ];
}

/** Those whose place has no problem yet. */
const unless = (known: readonly Problem[], problems: readonly Problem[]): Problem[] =>
  problems.filter(({ path }) => !known.some((other) => other.path === path));

/** A broken plan may be too broken to be looked at closely: an unknown zone has no horizon. */
function safely(find: () => Problem[]): Problem[] {
  try {
    return find();
  } catch {
    return [];
  }
}
