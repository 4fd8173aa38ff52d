import type { Component, ServingComponent } from '#shared/domain/component.ts';
import { toIdentifier } from '#shared/domain/identifier.ts';
import type { Journey, PathStep, VisitStep } from '#shared/domain/journey.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { editField } from '#shared/domain/scenario-edits.ts';

export const kindNames: Record<Component['kind'], string> = {
  pool: 'pool',
  queue: 'queue with workers',
  external: 'external service',
  supportDesk: 'support desk',
};
export const kindPurposes: Record<Component['kind'], string> = {
  pool: 'Servers that answer at once, or make the request wait briefly',
  queue: 'Workers behind a queue: work waits as long as it must',
  external: 'Somebody else runs it and makes promises about it',
  supportDesk: 'People who answer tickets',
};

const serving = {
  instances: 2,
  concurrency: 16,
  serviceTime: { meanMs: 50, law: { kind: 'exponential' } },
  contention: 0,
  coherency: 0,
  discipline: 'fifo',
} satisfies Partial<ServingComponent>;

/** A component with ordinary first values, to be made true in the inspector. */
export function newComponent(kind: Component['kind'], plan: Plan): Component {
  const name = `New ${kindNames[kind]}`;
  const id = toIdentifier(
    name,
    plan.components.map((component) => component.id),
  );
  switch (kind) {
    case 'pool':
      return { kind, id, name, ...serving };
    case 'queue':
      return { kind, id, name, ...serving };
    case 'external':
      return {
        kind,
        id,
        name,
        serviceTime: { meanMs: 120, law: { kind: 'lognormal', cv2: 1 } },
        availability: 0.9995,
        mttrMinutes: 30,
      };
    case 'supportDesk':
      return {
        kind,
        id,
        name,
        timeZone: plan.timeZone,
        handlingMinutes: 10,
        ticketsPerThousandRequests: 0.1,
        ticketsPerThousandFailures: 1,
        shifts: [
          { hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }, agents: 4 },
        ],
      };
  }
}

/** The plan without the component, and without what only makes sense with it: visits, windows, rules. */
export function removeComponent(plan: Plan, scenario: string, id: string): Plan {
  const edits: [path: string, value: unknown][] = [
    ...plan.journeys.flatMap((journey): [string, unknown][] => {
      const path = withoutComponent(journey.path, id);
      return path.length === journey.path.length && path.every((step, index) => step === journey.path[index])
        ? []
        : [[`journeys/${journey.id}/path`, path]];
    }),
    ...[
      ...plan.operations.maintenance.map((item) => ({ list: 'maintenance', item })),
      ...plan.operations.deployments.map((item) => ({ list: 'deployments', item })),
    ]
      .filter(({ item }) => item.components.includes(id))
      .map(({ list, item }): [string, unknown] => {
        const others = item.components.filter((component) => component !== id);
        const path = `operations/${list}/${item.id}`;
        return others.length === 0 ? [path, undefined] : [`${path}/components`, others];
      }),
    ...plan.operations.faults
      .filter(({ component }) => component === id)
      .map((fault): [string, unknown] => [`operations/faults/${fault.id}`, undefined]),
    ...plan.shaping
      .filter((rule) => 'component' in rule && rule.component === id)
      .map((rule): [string, unknown] => [`shaping/${rule.id}`, undefined]),
    [`components/${id}`, undefined],
  ];
  return edits.reduce((edited, [path, value]) => editField(edited, scenario, path, value), plan);
}

function withoutComponent(path: readonly PathStep[], id: string): PathStep[] {
  return path.flatMap((step): PathStep[] => {
    if (step.kind === 'visit') return step.component === id ? [] : [step];
    const branches = step.branches
      .map((branch) => branch.filter(({ component }) => component !== id))
      .filter((branch) => branch.length > 0);
    if (
      branches.length === step.branches.length &&
      branches.every((branch, index) => branch.length === step.branches[index]!.length)
    )
      return [step];
    return branches.length >= 2 ? [{ ...step, branches }] : branches.flat();
  });
}

export const newVisit = (component: string): VisitStep => ({
  kind: 'visit',
  component,
  visits: 1,
  dependency: 'hard',
  cacheHitRatio: 0,
});

/** A journey through the first component, of the first priority class, with a demand of its own. */
export function addJourney(plan: Plan, scenario: string): { plan: Plan; id: string } {
  const name = 'New journey';
  const id = toIdentifier(
    name,
    plan.journeys.map((journey) => journey.id),
  );
  const journey: Journey = {
    id,
    name,
    priorityClass: plan.priorityClasses[0]!.id,
    path: plan.components[0] ? [newVisit(plan.components[0].id)] : [],
  };
  const added = editField(plan, scenario, `journeys/${id}`, journey);
  return {
    id,
    plan: editField(added, scenario, `demand/journeys/${id}`, { journey: id, level: 1, arrivalCv2: 1 }),
  };
}

/** The plan without the journey, its demand and the promises made about it. */
export function removeJourney(plan: Plan, scenario: string, id: string): Plan {
  const clauses = plan.clauses.filter((clause) => 'journey' in clause && clause.journey === id);
  const paths = [
    ...clauses.map((clause) => `clauses/${clause.id}`),
    `demand/journeys/${id}`,
    `journeys/${id}`,
  ];
  return paths.reduce((edited, path) => editField(edited, scenario, path, undefined), plan);
}
