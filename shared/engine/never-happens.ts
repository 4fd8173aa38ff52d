import { occurrences, startInstant } from '../calendar/recurrence.ts';
import type { Plan } from '../domain/plan.ts';
import type { Recurrence } from '../domain/time.ts';
import type { CompiledPlan } from './compiled-plan.ts';

/** Events, maintenance, deployments, faults and rules whose time lies outside the horizon, as sentences (E7). */
export function neverHappens(compiled: CompiledPlan): string[] {
  let known = sentences.get(compiled);
  if (!known) sentences.set(compiled, (known = namesOutside(compiled).map(sentence)));
  return known;
}

const sentences = new WeakMap<CompiledPlan, string[]>();

const sentence = (name: string): string => `${name} does not happen within the horizon and changes nothing.`;

function namesOutside({ plan, grid, demand }: CompiledPlan): string[] {
  const isOutside = (when: Recurrence) => occurrences(when, grid.start, grid.end).length === 0;
  const { maintenance, deployments, faults } = plan.operations;
  return [
    ...plan.demand.events.filter((_event, index) => !demand.events.some(({ event }) => event === index)),
    ...[...maintenance, ...deployments].filter(({ window }) => isOutside(window)),
    ...faults.filter((fault) => isFaultOutside(plan, fault.at, grid)),
    ...plan.shaping.filter(({ enabled, schedule }) => enabled && schedule && isOutside(schedule)),
  ].map(({ name }) => name);
}

function isFaultOutside({ timeZone }: Plan, at: string, { start, end }: CompiledPlan['grid']): boolean {
  const instant = startInstant(at, timeZone);
  return instant < start || instant >= end;
}
