import type { Plan } from '../../domain/plan.ts';

/** Names of the parts of a plan by their ids; the id itself where there is no such part. */
export interface Names {
  journey(id: string): string;
  component(id: string): string;
  clause(id: string): string;
  region(id: string): string;
  priorityClass(id: string): string;
}

export function createNames(plan: Plan): Names {
  const lookUp = (parts: readonly { id: string; name: string }[]) => {
    const byId = new Map(parts.map(({ id, name }) => [id, name]));
    return (id: string) => byId.get(id) ?? id;
  };
  return {
    journey: lookUp(plan.journeys),
    component: lookUp(plan.components),
    clause: lookUp(plan.clauses),
    region: lookUp(plan.regions),
    priorityClass: lookUp(plan.priorityClasses),
  };
}
