import { createMemory } from '../calendar/remember.ts';
import type { Journey, PathStep, VisitStep } from '../domain/journey.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import { middle } from '../units/quantity.ts';
import { responseLaws, serviceOf } from './compile-response.ts';
import type { CompiledJourney, CompiledStation, CompiledVisit, ResponseLaw } from './compiled-plan.ts';
import { createTailTable } from './tail-table.ts';

/** Paths, and laws of the response without waiting. */
export function compileJourneys(plan: Plan, stations: readonly CompiledStation[]): CompiledJourney[] {
  return plan.journeys.map((journey) => ({
    id: journey.id,
    priority: plan.priorityClasses.find(({ id }) => id === journey.priorityClass)?.priority ?? 1,
    visits: compileVisits(journey, stations),
    ...compileResponses(plan, journey),
  }));
}

function compileResponses(plan: Plan, journey: Journey): Pick<CompiledJourney, 'response' | 'timeout'> {
  const thresholds = plan.clauses.flatMap((clause) =>
    clause.metric === 'latency' && clause.journey === journey.id
      ? Object.values(clause.tiers).map(({ atMostMs }) => atMostMs)
      : [],
  );
  const reach = 1.5 * Math.max(0, ...thresholds);
  const services = visitsOf(journey.path).map((visit) => serviceOf(plan, visit));
  const regions = plan.regions.map(({ network, devices }) => [network, devices]);
  return memory([journey.path, services, regions, reach, journey.timeoutMs], () => {
    const response = responseLaws(plan, journey.path, reach);
    return { response, timeout: timeoutTables(plan, journey, response) };
  });
}

/** By region. A time-out beyond the laws' grid needs laws that reach further, else what lies outside the grid counts as late. */
function timeoutTables(
  plan: Plan,
  { path, timeoutMs }: Journey,
  response: readonly ResponseLaw[],
): CompiledJourney['timeout'] {
  if (timeoutMs === undefined) return response.map(() => null);
  const threshold = middle(timeoutMs);
  const reach = 1.5 * threshold;
  const isInside = response.every(({ delta, cumulative }) => delta * cumulative.length >= reach);
  const laws = isInside ? response : responseLaws(plan, path, reach);
  return laws.map((law) => createTailTable(law, threshold));
}

const memory = createMemory<Pick<CompiledJourney, 'response' | 'timeout'>>(32);

function compileVisits(journey: Journey, stations: readonly CompiledStation[]): CompiledVisit[] {
  const compile = (visit: VisitStep, stage: number, lane: number, path: string): CompiledVisit => ({
    station: stations.findIndex(({ id }) => id === visit.component),
    soft: visit.dependency === 'soft',
    stage,
    lane,
    path,
  });
  return journey.path.flatMap((step: PathStep, index) => {
    const path = `journeys/${journey.id}/path/${index}`;
    if (step.kind === 'visit') return [compile(step, index, 0, path)];
    return step.branches.flatMap((branch, lane) =>
      branch.map((visit, place) => compile(visit, index, lane, `${path}/branches/${lane}/${place}`)),
    );
  });
}
