import { createLocalClock } from '../calendar/local-time.ts';
import type { TimeGrid } from '../calendar/time-grid.ts';
import { shareInside } from '../calendar/weekly-hours.ts';
import { isServing, type Component } from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import { middle } from '../units/quantity.ts';
import type { CompiledStation } from './compiled-plan.ts';
import { serviceOf } from './compile-response.ts';
import { cumulativeOf, cv2Of } from './service-law.ts';
import { usualLevel } from './usual-level.ts';

/** Everything requests visit, in the plan's order. */
export function compileStations(plan: Plan, grid: TimeGrid): CompiledStation[] {
  return plan.components.flatMap((component, position) => {
    if (component.kind === 'supportDesk') return [];
    return [
      {
        id: component.id,
        component: position,
        kind: component.kind,
        ...burstiness(plan, component),
        scheduledMinimum: scheduledMinimum(plan, component, grid),
        overlongShare: overlongShare(component),
      },
    ];
  });
}

/**
 * Squared coefficients of variation a station sees: service times over the mix of its calls, and
 * arrivals weighted by rate, both at the start of the horizon (Q2).
 */
function burstiness(plan: Plan, component: Component): { serviceCv2: number; arrivalCv2: number } {
  let calls = 0;
  let mean = 0;
  let second = 0;
  let arrival = 0;
  for (const journey of plan.journeys) {
    const demand = plan.demand.journeys.find((candidate) => candidate.journey === journey.id);
    for (const visit of visitsOf(journey.path).filter((candidate) => candidate.component === component.id)) {
      const service = serviceOf(plan, visit);
      const weight = usualLevel(plan, journey.id) * middle(visit.visits) * (1 - middle(visit.cacheHitRatio));
      const time = middle(service.meanMs);
      calls += weight;
      mean += weight * time;
      second += weight * time * time * (1 + cv2Of(service.law));
      arrival += weight * (demand?.arrivalCv2 ?? 1);
    }
  }
  // Nobody calls, or so rarely that squares vanish.
  if (!(mean * mean > 1e-250)) return { serviceCv2: 1, arrivalCv2: 1 };
  return { serviceCv2: Math.max(0, (second * calls) / (mean * mean) - 1), arrivalCv2: arrival / calls };
}

function scheduledMinimum(plan: Plan, component: Component, grid: TimeGrid): Uint32Array | null {
  if (!isServing(component) || !component.autoscaling || component.autoscaling.schedule.length === 0)
    return null;
  const minimum = new Uint32Array(grid.steps).fill(component.autoscaling.minimum);
  const clock = createLocalClock(plan.timeZone, grid.start, grid.end);
  for (const { hours, minimum: atLeast } of component.autoscaling.schedule) {
    shareInside([hours], clock, grid).forEach((share, step) => {
      if (share > 0) minimum[step] = Math.max(minimum[step]!, atLeast);
    });
  }
  return minimum;
}

function overlongShare(component: Component): number {
  if (component.kind !== 'external' || component.timeoutMs === undefined) return 0;
  const mean = middle(component.serviceTime.meanMs);
  return mean === 0 ? 0 : 1 - cumulativeOf(component.serviceTime.law)(component.timeoutMs / mean);
}
