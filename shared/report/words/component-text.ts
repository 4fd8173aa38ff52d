import { isServing, type Component } from '../../domain/component.ts';
import type { Journey, VisitStep } from '../../domain/journey.ts';
import type { Effect } from '../../domain/operations.ts';
import type { ServiceTime } from '../../domain/service-time.ts';
import { isRange, type Quantity } from '../../units/quantity.ts';
import { amountText, countText, hoursText, minutesText, shareText } from './amount-text.ts';
import type { Names } from './names.ts';
import { weeklyHoursText } from './recurrence-text.ts';

/** `Pool`, `Queue`, `External service`, `Support desk`. */
export function kindText(component: Component): string {
  return { pool: 'Pool', queue: 'Queue', external: 'External service', supportDesk: 'Support desk' }[
    component.kind
  ];
}

/** How much of it there is. */
export function sizeText(component: Component): string {
  if (isServing(component)) {
    const { instances, concurrency, autoscaling } = component;
    const base = `${instancesText(instances)}, ${amountText(concurrency)} at a time each`;
    if (!autoscaling) return base;
    return `${base}; scales from ${amountText(autoscaling.minimum)} to ${amountText(autoscaling.maximum)} at ${shareText(autoscaling.targetUtilization)} utilization within ${minutesText(autoscaling.lagMinutes)}`;
  }
  if (component.kind === 'supportDesk') {
    return component.shifts
      .map(({ hours, agents }) => `${amountText(agents, 'agents')} ${weeklyHoursText(hours)}`)
      .join('; ');
  }
  return component.concurrencyLimit === undefined
    ? 'run by its owner'
    : `at most ${amountText(component.concurrencyLimit, 'calls')} at a time`;
}

/** How long one request or ticket keeps it busy. */
export function workText(component: Component): string {
  if (component.kind === 'supportDesk') return `${minutesText(component.handlingMinutes)} a ticket`;
  return serviceTimeText(component.serviceTime);
}

/** How it is protected against failures; empty when nothing is said. */
export function redundancyText(component: Component): string {
  if (component.kind === 'external') return component.promise ?? '';
  if (!isServing(component) || !component.redundancy) return '';
  const { zones, requiredInstances, commonCause } = component.redundancy;
  const parts = [zones > 1 && countText(zones, 'zone')];
  if (requiredInstances !== undefined) parts.push(`needs ${countText(requiredInstances, 'instance')}`);
  if (commonCause > 0) parts.push(`${shareText(commonCause)} of failures hit all instances`);
  return parts.filter(Boolean).join('; ');
}

/** Failures in words, or undefined when the plan assumes none. */
export function failureText(
  component: Component,
): { every: string; repair: string; scope: string } | undefined {
  if (component.kind === 'external') {
    if (!isRange(component.availability) && component.availability === 1) return undefined;
    return {
      every: `is up ${shareText(component.availability)} of the time`,
      repair: minutesText(component.mttrMinutes),
      scope: 'whole service',
    };
  }
  if (!component.failure) return undefined;
  const { mtbfHours, mttrMinutes, scope } = component.failure;
  return {
    every: `every ${hoursText(mtbfHours)}`,
    repair: minutesText(mttrMinutes),
    scope: scope === 'instance' ? 'one instance' : 'whole component',
  };
}

/** `Edge → Web → Cart store (3 times)`. */
export function pathText({ path }: Journey, names: Names): string {
  const visit = ({ component, visits, dependency, cacheHitRatio }: VisitStep) => {
    const notes = [
      isOne(visits) ? '' : `${amountText(visits)} times`,
      dependency === 'soft' ? 'may be missing' : '',
    ];
    if (isRange(cacheHitRatio) || cacheHitRatio > 0) notes.push(`${shareText(cacheHitRatio)} from the cache`);
    const present = notes.filter((text) => text !== '');
    return `${names.component(component)}${present.length > 0 ? ` (${present.join(', ')})` : ''}`;
  };
  return path
    .map((step) =>
      step.kind === 'visit'
        ? visit(step)
        : `at the same time [${step.branches.map((branch) => branch.map(visit).join(' → ')).join(' | ')}]`,
    )
    .join(' → ');
}

/** What an interval does to the components it names. */
export function effectText(effect: Effect): string {
  if (effect.kind === 'down') return 'not available';
  if (effect.kind === 'slow') return `${amountText(effect.factor)} times as slow`;
  return effect.share === 0 ? 'no effect' : `${shareText(effect.share)} of instances away`;
}

function serviceTimeText({ meanMs, law }: ServiceTime): string {
  const mean = `${amountText(meanMs, 'ms')} mean`;
  switch (law.kind) {
    case 'exponential':
      return `${mean}, exponential`;
    case 'deterministic':
      return `${mean}, always the same`;
    case 'erlang':
      return `${mean}, Erlang-${law.stages}`;
    case 'hyperexponential':
      return `${mean}, hyper-exponential, cv² ${amountText(law.cv2)}`;
    case 'lognormal':
      return `${mean}, lognormal, cv² ${amountText(law.cv2)}`;
    case 'lognormalP95':
      return `${mean}, lognormal, p95 at ${amountText(law.p95OverMean)} times`;
    case 'histogram':
      return `${mean}, as measured`;
  }
}

function instancesText(instances: Quantity): string {
  return isRange(instances) ? amountText(instances, 'instances') : countText(instances, 'instance');
}

const isOne = (value: Quantity): boolean => value === 1;
