import { formatMonthLong } from '../calendar/month-label.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import { drawInputs } from './draw-inputs.ts';
import { middle } from '../units/quantity.ts';
import { neverHappens } from './never-happens.ts';
import type { RunTallies } from './run-tallies.ts';
import { usualLevel } from './usual-level.ts';

/** What a planner should know before trusting the verdicts, as sentences. */
export function findWarnings(compiled: CompiledPlan, tallies: RunTallies): string[] {
  return [...crowded(compiled, tallies), ...metastable(compiled), ...neverHappens(compiled)];
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

/**
 * A retry storm can outlive its trigger when every request being retried is more than the component
 * can do: base load × attempts > capacity while expired work is still served (S1).
 */
function metastable(compiled: CompiledPlan): string[] {
  const inputs = drawInputs(compiled, (quantity) => middle(quantity));
  const count = compiled.stations.length;
  return compiled.stations.flatMap(({ component }, station) => {
    const { servers, maximum } = inputs.stations[station]!;
    let base = 0;
    let storm = 0;
    compiled.journeys.forEach(({ id }, journey) => {
      const load = usualLevel(compiled.plan, id) * inputs.erlangs[journey * count + station]!;
      const rule = compiled.rules.retries[journey];
      base += load;
      storm += load * (rule && !rule.dropExpired ? 1 + Math.min(rule.attempts - 1, rule.budget) : 1);
    });
    const full = servers[maximum]!;
    if (!(base < full && storm > full)) return [];
    return [
      `${compiled.plan.components[component]!.name} can be metastable: if every request failed once, retries alone would keep it overloaded. Give the retries a budget or drop expired work.`,
    ];
  });
}
