import { getAtPath } from '#shared/domain/path.ts';
import type { Plan } from '#shared/domain/plan.ts';

/**
 * An assumption as people call it: `demand/events/black-friday/multiplier` is "Black Friday › multiplier".
 * Lists are left out where one of their parts is named.
 */
export function assumptionText(plans: readonly Plan[], path: string): string {
  const keys = path.split('/');
  const names = keys.map((key, index) => nameOf(plans, keys.slice(0, index + 1).join('/'), key));
  const firstNamed = names.findIndex((name) => name !== null);
  return keys.flatMap((key, index) => (index < firstNamed ? [] : [names[index] ?? words(key)])).join(' › ');
}

function nameOf(plans: readonly Plan[], path: string, key: string): string | null {
  for (const plan of plans) {
    const node = getAtPath(plan, path) as { name?: unknown; journey?: unknown } | undefined;
    if (typeof node?.name === 'string') return node.name;
    if (node?.journey === key) return plan.journeys.find(({ id }) => id === key)?.name ?? null;
  }
  return null;
}

const words = (key: string): string =>
  key
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
