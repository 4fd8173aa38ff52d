import { createHash } from 'node:crypto';
import type { Plan } from '#shared/domain/plan.ts';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import { runInput } from '#shared/engine/run-input.ts';

export interface RunIdentity {
  /** As the scenario sees it: overrides applied. */
  plan: Plan;
  scenario: { name: string };
  seed: number;
  replications: number;
}

/**
 * A run's identity, `sha256:…`: engine version, what can change its numbers, seed and replications,
 * and what its verdict document says in words, so that a stored verdict never speaks of old names.
 */
export function inputHash({ plan, scenario, seed, replications }: RunIdentity): string {
  const text = JSON.stringify([
    ENGINE_VERSION,
    runInput(plan),
    verdictWords(plan),
    scenario.name,
    seed,
    replications,
  ]);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Names that reasons, warnings and headlines use, and how sure a promise must be. */
function verdictWords(plan: Plan): unknown {
  const { clauses, components, journeys, regions } = plan;
  const names = [clauses, components, journeys, regions].map((list) => list.map(({ name }) => name));
  const { maintenance, deployments, faults } = plan.operations;
  const work = [maintenance, deployments, faults].map((list) => list.map(({ name }) => name));
  return [plan.name, plan.confidence, names, work];
}
