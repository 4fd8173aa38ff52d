import { createHash } from 'node:crypto';
import type { Plan } from '#shared/domain/plan.ts';
import { ENGINE_VERSION } from '#shared/engine/engine-version.ts';
import { runInput } from '#shared/engine/run-input.ts';

export interface RunIdentity {
  /** As the scenario sees it: overrides applied. */
  plan: Plan;
  seed: number;
  replications: number;
}

/** A run's identity, `sha256:…`: engine version, what can change numbers, seed and replications. */
export function inputHash({ plan, seed, replications }: RunIdentity): string {
  const text = JSON.stringify([ENGINE_VERSION, runInput(plan), seed, replications]);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
