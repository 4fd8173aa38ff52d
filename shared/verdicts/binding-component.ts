import type { Clause } from '../domain/clause.ts';
import type { Component } from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import { weightedQuantile } from '../statistics/quantile.ts';
import { middle } from '../units/quantity.ts';
import type { JudgedTallies } from './judged-tallies.ts';
import type { KeptWindows } from './kept-windows.ts';
import { causes, type Cause } from './verdict-document.ts';
import { monthsOfWindow } from './window-label.ts';

export interface BindingComponent {
  id: string;
  name: string;
  /**
   * Median over the breaches of its utilization in the busiest hour, each breach weighing as much as
   * the cause made bad in it; above 1, more than it can do.
   */
  peakUtilization: number;
}

/**
 * The component a breach hangs on. Load and shaping: the one busiest in the breached windows.
 * Failures, work on it, and foreign services: the one on the path with most of that.
 * Undefined when nothing was breached.
 */
export function findBindingComponent(
  input: {
    plan: Plan;
    clause: Clause;
    windows: string[];
    tallies: JudgedTallies;
    events: { badByCause: Float64Array };
  },
  kept: KeptWindows,
  cause: Cause | undefined,
): BindingComponent | undefined {
  if (!kept.met.includes(0)) return undefined;
  const weights = weightsOf(input.events.badByCause, kept, cause);
  const candidates = componentsOf(input.plan, input.clause).map((component) => ({
    id: component.id,
    name: component.name,
    brings: broughtBy(component, cause, input.plan),
    peakUtilization: breachedPeak(input, weights, kept, component.id),
  }));
  const owed = candidates.some(({ brings }) => brings > 0) ? 'brings' : 'peakUtilization';
  const [binding] = candidates.sort((a, b) => b[owed] - a[owed]);
  return binding && { id: binding.id, name: binding.name, peakUtilization: binding.peakUtilization };
}

/** Components the clause depends on, each once, in the order of the journey. */
function componentsOf(plan: Plan, clause: Clause): Component[] {
  const ids =
    clause.metric === 'supportResponse'
      ? [clause.component]
      : visitsOf(plan.journeys.find(({ id }) => id === clause.journey)?.path ?? []).map(
          ({ component }) => component,
        );
  return plan.components
    .filter(({ id }) => ids.includes(id))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** How much of the cause the component brings along, in units that compare within one cause; 0 for load. */
function broughtBy(component: Component, cause: Cause | undefined, plan: Plan): number {
  switch (cause) {
    case 'failure':
      return expectedDowntimeShare(component);
    case 'dependency':
      return component.kind === 'external' ? 1 - middle(component.availability) : 0;
    case 'maintenance':
      return plan.operations.maintenance
        .filter(({ components }) => components.includes(component.id))
        .reduce((sum, { window }) => sum + window.durationMinutes, 0);
    case 'deployment':
      return plan.operations.deployments.filter(({ components }) => components.includes(component.id)).length;
    default:
      return 0;
  }
}

/** Rough share of time with an outage: only common causes count where single instances fail. */
function expectedDowntimeShare(component: Component): number {
  if (!component.failure) return 0;
  const { mtbfHours, mttrMinutes, scope } = component.failure;
  const down = middle(mttrMinutes) / 60 / (middle(mtbfHours) + middle(mttrMinutes) / 60);
  if (scope === 'component') return down;
  const redundancy = 'redundancy' in component ? component.redundancy : undefined;
  const instances = 'instances' in component ? middle(component.instances) : 1;
  return instances <= 1 ? down : down * Math.max(redundancy?.commonCause ?? 0, down);
}

/** Bad events of the cause in each breached window; 1 each where no cause is known, 0 where the window was kept. */
function weightsOf(badByCause: Float64Array, { met }: KeptWindows, cause: Cause | undefined): Float64Array {
  const column = cause === undefined ? -1 : causes.indexOf(cause);
  return Float64Array.from(met, (isMet, row) => {
    if (isMet === 1) return 0;
    return column < 0 ? 1 : (badByCause[row * causes.length + column] ?? 0);
  });
}

function breachedPeak(
  { plan, windows, tallies }: { plan: Plan; windows: string[]; tallies: JudgedTallies },
  weights: Float64Array,
  kept: KeptWindows,
  componentId: string,
): number {
  const components = plan.components.length;
  const component = plan.components.findIndex(({ id }) => id === componentId);
  const months = tallies.peakUtilization.length / ((kept.met.length / kept.windows) * components);
  const [startYear = 0, startMonth = 1] = plan.horizon.start.split('-').map(Number);
  const start = startYear * 12 + startMonth - 1;
  const spans = windows.map((label) => monthsOfWindow(label));
  const peaks: number[] = [];
  const shares: number[] = [];
  for (let row = 0; row < kept.met.length; row++) {
    if (!(weights[row]! > 0)) continue;
    const span = spans[row % kept.windows]!;
    const base = Math.floor(row / kept.windows) * months;
    let peak = 0;
    for (
      let month = Math.max(0, span.first - start);
      month <= Math.min(months - 1, span.last - start);
      month++
    ) {
      peak = Math.max(peak, tallies.peakUtilization[(base + month) * components + component] ?? 0);
    }
    peaks.push(peak);
    shares.push(weights[row]!);
  }
  return peaks.length === 0 ? 0 : weightedQuantile(peaks, shares, 0.5);
}
