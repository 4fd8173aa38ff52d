import { createTimeGrid } from '../calendar/time-grid.ts';
import type { Plan } from '../domain/plan.ts';
import { compileClauses } from './compile-clauses.ts';
import { compileDesks } from './compile-desks.ts';
import { compileDemand } from './compile-demand.ts';
import { compileJourneys } from './compile-journeys.ts';
import { compileOperations } from './compile-operations.ts';
import { compileRules } from './compile-rules.ts';
import { compileStations } from './compile-stations.ts';
import type { CompiledPlan } from './compiled-plan.ts';

/**
 * Computes once what every future of a resolved plan shares: calendars, seasons, windows, response
 * laws. The result can be cloned to workers. Refuse what `findImpossible` lists before calling.
 */
export function compilePlan(plan: Plan): CompiledPlan {
  const grid = createTimeGrid(plan.timeZone, plan.horizon);
  const stations = compileStations(plan, grid);
  const desks = compileDesks(plan, grid);
  const journeys = compileJourneys(plan, stations);
  const calendar = compileOperations(plan, grid, stations);
  const deskCalendar = compileOperations(plan, grid, desks);
  return {
    plan,
    grid,
    stations,
    desks,
    journeys,
    calendar,
    deskCalendar,
    demand: compileDemand(plan, grid),
    rules: compileRules(plan, grid, stations),
    clauses: compileClauses({ plan, grid, journeys, desks, calendar, deskCalendar }),
  };
}
