import { parsePlan } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import sample from '../../resources/sample/online-shop.headroom.json' with { type: 'json' };

/** The online shop that Headroom opens with. */
export function theSamplePlan(): Plan {
  const parsed = parsePlan(sample);
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.plan;
}
