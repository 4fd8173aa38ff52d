import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlanFile } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';

/** The online shop that comes with Headroom. */
export function readSamplePlan(resourcesFolder: string): Plan {
  const parsed = parsePlanFile(
    readFileSync(join(resourcesFolder, 'sample', 'online-shop.headroom.json'), 'utf8'),
  );
  if (!parsed.ok) throw new Error(`The sample plan is broken at ${parsed.problems[0]?.path}.`);
  return parsed.plan;
}

/** Two years of generated requests per hour for the sample plan. */
export const sampleHistoryFile = (resourcesFolder: string): string =>
  join(resourcesFolder, 'sample', 'online-shop-requests.csv');
