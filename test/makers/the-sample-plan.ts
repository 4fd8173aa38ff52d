import { readFileSync } from 'node:fs';
import { parsePlanFile } from '#shared/domain/plan-file.ts';
import type { Tier } from '#shared/domain/clause.ts';
import type { Plan } from '#shared/domain/plan.ts';

const FILE = new URL('../../resources/sample/online-shop.headroom.json', import.meta.url);

/** The online shop that Headroom opens with. */
export function theSamplePlan(): Plan {
  const parsed = parsePlanFile(readFileSync(FILE, 'utf8'));
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.plan;
}

/** The milliseconds that a latency clause of the plan allows. */
export function latencyTarget(plan: Plan, clause: string, tier: Tier): number {
  const found = plan.clauses.find(({ id }) => id === clause);
  if (found?.metric !== 'latency') throw new Error(`"${clause}" is no latency clause.`);
  return found.tiers[tier].atMostMs;
}
