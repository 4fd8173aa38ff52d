import { createLocalClock } from '../calendar/local-time.ts';
import { publicHolidays } from '../calendar/holidays.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { dateText, type TimeGrid } from '../calendar/time-grid.ts';
import { shareInside } from '../calendar/weekly-hours.ts';
import { isServing, type Component, type SupportDesk } from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import { MINUTE_MS } from '../units/instant.ts';
import { middle } from '../units/quantity.ts';
import type { CompiledDesk, CompiledStation } from './compiled-plan.ts';
import { serviceOf } from './compile-response.ts';
import { cumulativeOf, cv2Of } from './service-law.ts';

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
      const weight = middle(demand?.level ?? 0) * middle(visit.visits) * (1 - middle(visit.cacheHitRatio));
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

function scheduledMinimum(plan: Plan, component: Component, grid: TimeGrid): Uint16Array | null {
  if (!isServing(component) || !component.autoscaling || component.autoscaling.schedule.length === 0)
    return null;
  const minimum = new Uint16Array(grid.steps).fill(component.autoscaling.minimum);
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

/** Staffed hours of every support desk on the grid (C7). */
export function compileDesks(plan: Plan, grid: TimeGrid): CompiledDesk[] {
  return plan.components.flatMap((component, position) =>
    component.kind === 'supportDesk' ? [compileDesk(component, position, grid)] : [],
  );
}

function compileDesk(desk: SupportDesk, component: number, grid: TimeGrid): CompiledDesk {
  const clock = createLocalClock(desk.timeZone, grid.start, grid.end);
  const shifts = desk.shifts.map(({ hours }) => shareInside([hours], clock, grid));
  const open = shareInside(
    desk.shifts.map(({ hours }) => hours),
    clock,
    grid,
  );
  if (desk.holidays !== undefined) {
    const first = civilDate(grid.start).year - 1;
    const years = Array.from(
      { length: civilDate(grid.end).year - first + 2 },
      (_none, offset) => first + offset,
    );
    const closed = new Set(publicHolidays(desk.holidays, years));
    for (let step = 0; step < grid.steps; step++) {
      if (!closed.has(dateText(clock.toWall(grid.start + step * grid.stepMinutes * MINUTE_MS)))) continue;
      open[step] = 0;
      for (const shift of shifts) shift[step] = 0;
    }
  }
  return { id: desk.id, component, shifts, open };
}
