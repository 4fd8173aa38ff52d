import { visitsOf } from './journey.ts';
import { getAtPath, keyOfItem } from './path.ts';
import type { Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { BASE_SCENARIO } from './scenario.ts';
import { lineage } from './scenario-edits.ts';

/** What the parts of a plan say of each other and must agree on: names, references, order, sums. */
export function findPlanProblems(plan: Plan): Problem[] {
  return [
    ...repeatedIdentifiers(plan),
    ...unknownZones(plan),
    ...brokenReferences(plan),
    ...contradictions(plan),
    ...brokenScenarios(plan),
  ];
}

const LISTS = [
  'regions',
  'priorityClasses',
  'components',
  'journeys',
  'shaping',
  'clauses',
  'instanceTypes',
  'scenarios',
  'demand/drivers',
  'demand/journeys',
  'demand/events',
  'demand/surges',
  'operations/maintenance',
  'operations/deployments',
  'operations/faults',
];

function repeatedIdentifiers(plan: Plan): Problem[] {
  const devices = plan.regions.map(({ id }) => `regions/${id}/devices`);
  return [...LISTS, ...devices].flatMap((path) => {
    const keys = (getAtPath(plan, path) as unknown[]).map(keyOfItem);
    const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
    return [...repeated].map((key) => ({
      path: `${path}/${key}`,
      message: `"${key}" stands twice in ${path}; each needs a name of its own.`,
    }));
  });
}

function unknownZones(plan: Plan): Problem[] {
  const named: [string, string][] = [
    ['timeZone', plan.timeZone],
    ...plan.regions.map((region): [string, string] => [`regions/${region.id}/timeZone`, region.timeZone]),
    ...plan.components.flatMap((component): [string, string][] =>
      component.kind === 'supportDesk' ? [[`components/${component.id}/timeZone`, component.timeZone]] : [],
    ),
    ...plan.operations.maintenance.map((item): [string, string] => [
      `operations/maintenance/${item.id}/window/tzid`,
      item.window.tzid,
    ]),
    ...plan.operations.deployments.map((item): [string, string] => [
      `operations/deployments/${item.id}/window/tzid`,
      item.window.tzid,
    ]),
    ...plan.demand.events.flatMap(({ id, occurrence }): [string, string][] =>
      occurrence.kind === 'calendar'
        ? [[`demand/events/${id}/occurrence/when/tzid`, occurrence.when.tzid]]
        : [],
    ),
    ...plan.shaping.flatMap(({ id, schedule }): [string, string][] =>
      schedule ? [[`shaping/${id}/schedule/tzid`, schedule.tzid]] : [],
    ),
  ];
  return named
    .filter(([, zone]) => !isTimeZone(zone))
    .map(([path, zone]) => ({
      path,
      message: `"${zone}" is not a time zone. Expected an IANA name such as "Europe/Berlin" or "UTC".`,
    }));
}

export function isTimeZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

interface Reference {
  path: string;
  kind: string;
  id: string;
  known: readonly string[];
}

function brokenReferences(plan: Plan): Problem[] {
  return referencesOf(plan)
    .filter(({ id, known }) => !known.includes(id))
    .map(({ path, kind, id, known }) => ({
      path,
      message: `There is no ${kind} "${id}". ${known.length > 0 ? `Expected one of: ${known.join(', ')}.` : `The plan has no ${kind} yet.`}`,
    }));
}

function referencesOf(plan: Plan): Reference[] {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const components = ids(plan.components);
  const journeys = ids(plan.journeys);
  const regions = ids(plan.regions);
  const classes = ids(plan.priorityClasses);
  const one = (path: string, kind: string, id: string | undefined, known: readonly string[]): Reference[] =>
    id === undefined ? [] : [{ path, kind, id, known }];
  const many = (path: string, kind: string, list: readonly string[] | undefined, known: readonly string[]) =>
    (list ?? []).flatMap((id) => one(path, kind, id, known));

  return [
    ...plan.journeys.flatMap((journey) => [
      ...one(`journeys/${journey.id}/priorityClass`, 'priority class', journey.priorityClass, classes),
      ...visitsOf(journey.path).flatMap((visit) =>
        one(`journeys/${journey.id}/path`, 'component', visit.component, components),
      ),
    ]),
    ...plan.components.flatMap((component) =>
      'instanceType' in component
        ? one(
            `components/${component.id}/instanceType`,
            'instance type',
            component.instanceType,
            ids(plan.instanceTypes),
          )
        : [],
    ),
    ...plan.demand.journeys.flatMap((demand) => [
      ...one(`demand/journeys/${demand.journey}`, 'journey', demand.journey, journeys),
      ...one(
        `demand/journeys/${demand.journey}/driver`,
        'driver',
        demand.driver?.id,
        ids(plan.demand.drivers),
      ),
    ]),
    ...plan.demand.events.flatMap((event) => [
      ...many(`demand/events/${event.id}/journeys`, 'journey', event.journeys, journeys),
      ...many(`demand/events/${event.id}/regions`, 'region', event.regions, regions),
    ]),
    ...plan.demand.surges.flatMap((surge) =>
      many(`demand/surges/${surge.id}/journeys`, 'journey', surge.journeys, journeys),
    ),
    ...plan.shaping.flatMap((rule) => [
      ...('journeys' in rule ? many(`shaping/${rule.id}/journeys`, 'journey', rule.journeys, journeys) : []),
      ...('component' in rule
        ? one(`shaping/${rule.id}/component`, 'component', rule.component, components)
        : []),
      ...('priorityClasses' in rule
        ? many(`shaping/${rule.id}/priorityClasses`, 'priority class', rule.priorityClasses, classes)
        : []),
    ]),
    ...plan.operations.maintenance.flatMap((item) =>
      many(`operations/maintenance/${item.id}/components`, 'component', item.components, components),
    ),
    ...plan.operations.deployments.flatMap((item) =>
      many(`operations/deployments/${item.id}/components`, 'component', item.components, components),
    ),
    ...plan.operations.faults.flatMap((fault) =>
      one(`operations/faults/${fault.id}/component`, 'component', fault.component, components),
    ),
    ...plan.clauses.flatMap((clause) => [
      ...('journey' in clause
        ? one(`clauses/${clause.id}/journey`, 'journey', clause.journey, journeys)
        : []),
      ...('component' in clause
        ? one(
            `clauses/${clause.id}/component`,
            'support desk',
            clause.component,
            ids(plan.components.filter((component) => component.kind === 'supportDesk')),
          )
        : []),
      ...many(`clauses/${clause.id}/scope/regions`, 'region', clause.scope.regions, regions),
    ]),
    ...plan.proposal.ownership.flatMap((row, index) =>
      one(`proposal/ownership/${index}/clause`, 'clause', row.clause, ids(plan.clauses)),
    ),
    ...plan.scenarios.flatMap((scenario) =>
      one(`scenarios/${scenario.id}/parent`, 'scenario', scenario.parent, [
        BASE_SCENARIO,
        ...ids(plan.scenarios),
      ]),
    ),
  ];
}

function contradictions(plan: Plan): Problem[] {
  const problems: Problem[] = [];
  for (const component of plan.components) {
    if (!('autoscaling' in component) || !component.autoscaling) continue;
    const { minimum, maximum } = component.autoscaling;
    if (minimum > maximum) {
      problems.push({
        path: `components/${component.id}/autoscaling/maximum`,
        message: `The largest number of instances (${maximum}) is below the smallest (${minimum}).`,
      });
    }
  }
  for (const journey of plan.journeys) {
    if (!plan.demand.journeys.some((demand) => demand.journey === journey.id)) {
      problems.push({
        path: `demand/journeys/${journey.id}`,
        message: `Journey "${journey.name}" has no demand. Give it a level, 0 if nobody uses it yet.`,
      });
    }
  }
  return problems;
}

function brokenScenarios(plan: Plan): Problem[] {
  return plan.scenarios.flatMap((scenario) => {
    try {
      lineage(plan, scenario.id);
      return [];
    } catch (error) {
      return [{ path: `scenarios/${scenario.id}/parent`, message: (error as Error).message }];
    }
  });
}
