import { formatMonthLong } from '../calendar/month-label.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { neverHappens } from './never-happens.ts';
import type { RunTallies } from './run-tallies.ts';
import { stormWarnings } from './storm-warnings.ts';

/** What a planner should know before trusting the verdicts, as sentences. */
export function findWarnings(compiled: CompiledPlan, tallies: RunTallies): string[] {
  return [...crowded(compiled, tallies), ...stormWarnings(compiled, tallies), ...neverHappens(compiled)];
}

/** Share of futures in which a component is overloaded that makes a warning. */
const OFTEN = 0.05;

function crowded({ plan, grid }: CompiledPlan, tallies: RunTallies): string[] {
  const months = grid.months.length;
  const components = plan.components.length;
  return plan.components.flatMap((component, index) => {
    if (!('queueLimit' in component) && component.kind !== 'pool' && component.kind !== 'queue') return [];
    for (let month = 0; month < months; month++) {
      let over = 0;
      for (let future = 0; future < tallies.replications; future++) {
        if (tallies.peakUtilization[(future * months + month) * components + index]! >= 1) over += 1;
      }
      const share = over / tallies.replications;
      if (share >= OFTEN) {
        const percent = Math.round(share * 100);
        return [
          `${component.name} is offered more than it can do in its busiest hour of ${formatMonthLong(grid.months[month]!)} in ${percent}\u00a0% of futures.`,
        ];
      }
    }
    return [];
  });
}
