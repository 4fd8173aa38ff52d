import { isSameJson } from '#shared/domain/equal.ts';
import { keyOfItem } from '#shared/domain/path.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { runInput } from '#shared/engine/run-input.ts';

/**
 * In how many places two resolved plans differ in what a verdict depends on: what is simulated, and
 * how sure a promise must be. Items added or removed count once.
 */
export function countChanges(before: Plan, after: Plan): number {
  if (before === after) return 0;
  const sureness = before.confidence === after.confidence ? 0 : 1;
  return sureness + countDifferences(runInput(before), runInput(after));
}

function countDifferences(before: unknown, after: unknown): number {
  if (Object.is(before, after) || isSameJson(before, after)) return 0;
  if (!isNode(before) || !isNode(after) || Array.isArray(before) !== Array.isArray(after)) return 1;
  const [a, b] = [entriesOf(before), entriesOf(after)];
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].reduce(
    (sum, key) => sum + (isQuantity(a.get(key), b.get(key)) ? 1 : countDifferences(a.get(key), b.get(key))),
    0,
  );
}

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A range is one value to the planner, not two ends. */
const isQuantity = (a: unknown, b: unknown): boolean =>
  [a, b].some((value) => isNode(value) && 'low' in value && 'high' in value) && !isSameJson(a, b);

const entriesOf = (node: object): Map<string, unknown> =>
  Array.isArray(node)
    ? new Map(node.map((item, index) => [keyOfItem(item, index), item]))
    : new Map(Object.entries(node));
