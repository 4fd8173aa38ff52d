import { isServing, type Component } from '#shared/domain/component.ts';
import { visitsOf } from '#shared/domain/journey.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { ShapingRule } from '#shared/domain/shaping.ts';
import { serviceOf } from '#shared/engine/compile-response.ts';
import { middle } from '#shared/units/quantity.ts';

/**
 * The plan with as many servers, tokens and agents as its demand asks for at about the utilizations
 * wanted, one after the other: numbers chosen apart would make most plans idle or hopeless.
 */
export function sized(plan: Plan, wanted: readonly number[]): Plan {
  const next = (index: number): number => wanted[index % wanted.length]!;
  return {
    ...plan,
    components: plan.components.map((component, index) => sizedComponent(plan, component, next(index))),
    shaping: plan.shaping.map((rule, index) => sizedRule(plan, rule, next(index + plan.components.length))),
  };
}

function sizedComponent(plan: Plan, component: Component, wanted: number): Component {
  const load = loadOf(plan, component.id);
  if (isServing(component)) {
    const concurrency = whole(load / wanted / middle(component.instances));
    return { ...component, concurrency: Math.min(10_000, concurrency) };
  }
  if (component.kind === 'external')
    return component.concurrencyLimit === undefined
      ? component
      : { ...component, concurrencyLimit: whole(load / wanted) };
  const requests = plan.journeys.reduce((sum, { id }) => sum + levelOf(plan, id), 0);
  const agents = Math.max(1, ...component.shifts.map((shift) => middle(shift.agents)));
  const tickets =
    (1000 * agents * wanted) / (60 * middle(component.handlingMinutes) * Math.max(1e-6, requests));
  return { ...component, ticketsPerThousandRequests: tickets };
}

function sizedRule(plan: Plan, rule: ShapingRule, wanted: number): ShapingRule {
  if (rule.kind === 'concurrencyLimit')
    return { ...rule, limit: whole(loadOf(plan, rule.component) / wanted) };
  if (rule.kind !== 'rateLimit') return rule;
  const members = plan.journeys.filter(({ id }) => !rule.journeys || rule.journeys.includes(id));
  const rate = members.reduce((sum, { id }) => sum + levelOf(plan, id), 0) / wanted;
  return { ...rule, rate: Math.max(1e-6, rate) };
}

const whole = (count: number): number => Math.max(1, Math.round(count));

/** Erlangs at the start of the horizon, at the middle of every range. */
function loadOf(plan: Plan, component: string): number {
  return plan.journeys.reduce((sum, { id, path }) => {
    const each = visitsOf(path)
      .filter((visit) => visit.component === component)
      .map(
        (visit) =>
          middle(visit.visits) * (1 - middle(visit.cacheHitRatio)) * middle(serviceOf(plan, visit).meanMs),
      );
    return sum + (levelOf(plan, id) * each.reduce((total, time) => total + time, 0)) / 1000;
  }, 0);
}

function levelOf({ demand }: Plan, journey: string): number {
  const own = demand.journeys.find((candidate) => candidate.journey === journey)!;
  const driver = own.driver && demand.drivers.find(({ id }) => id === own.driver!.id);
  return own.driver && driver ? middle(driver.level) * middle(own.driver.ratio) : middle(own.level);
}
