import { isSameJson } from '#shared/domain/equal.ts';
import { keyOfItem } from '#shared/domain/path.ts';

/** Parts of a plan that no run depends on: words and positions. */
const OUTSIDE_THE_MODEL = new Set(['proposal', 'name', 'description', 'position', 'scenarios', 'baseScenarioName', 'owner']);

/** In how many places two plans differ in what a run depends on. Items added or removed count once. */
export function countChanges(before: unknown, after: unknown): number {
  if (Object.is(before, after) || isSameJson(before, after)) return 0;
  if (!isNode(before) || !isNode(after) || Array.isArray(before) !== Array.isArray(after)) return 1;
  const [a, b] = [entriesOf(before), entriesOf(after)];
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys]
    .filter((key) => !OUTSIDE_THE_MODEL.has(key))
    .reduce((sum, key) => sum + (isQuantity(a.get(key), b.get(key)) ? 1 : countChanges(a.get(key), b.get(key))), 0);
}

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A range is one value to the planner, not two ends. */
const isQuantity = (a: unknown, b: unknown): boolean =>
  [a, b].some((value) => isNode(value) && 'low' in value && 'high' in value) && !isSameJson(a, b);

const entriesOf = (node: object): Map<string, unknown> =>
  Array.isArray(node)
    ? new Map(node.map((item, index) => [keyOfItem(item, index), item]))
    : new Map(Object.entries(node));
