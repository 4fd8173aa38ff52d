import { isHolidayCountry } from '../calendar/holidays.ts';
import {
  isServing,
  type Component,
  type ExternalComponent,
  type ServingComponent,
  type SupportDesk,
} from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { ServiceTime } from '../domain/service-time.ts';
import { highEnd, lowEnd } from '../units/quantity.ts';
import { unknownCountry } from './demand-problems.ts';

/** Components whose parts contradict each other, and visits that nobody can make. */
export function componentProblems(plan: Plan): Problem[] {
  return [
    ...plan.components.flatMap(problemsOf),
    ...plan.journeys.flatMap((journey) => visitProblems(plan, journey)),
  ];
}

function problemsOf(component: Component): Problem[] {
  const path = `components/${component.id}`;
  const lawProblems =
    'serviceTime' in component ? serviceProblems(`${path}/serviceTime`, component.serviceTime) : [];
  if (isServing(component))
    return [...lawProblems, ...scalingProblems(path, component), ...redundancyProblems(path, component)];
  return [
    ...lawProblems,
    ...(component.failure?.scope === 'instance'
      ? [
          {
            path: `${path}/failure/scope`,
            message: `"${component.name}" has no instances that could fail alone. Set the failure scope to "component".`,
          },
        ]
      : []),
    ...(component.kind === 'external' ? externalProblems(path, component) : deskProblems(path, component)),
  ];
}

function serviceProblems(path: string, { law }: ServiceTime): Problem[] {
  if (law.kind !== 'histogram') return [];
  const { upperBoundsMs, counts } = law;
  const problems: Problem[] = [];
  if (counts.length !== upperBoundsMs.length)
    problems.push({
      path: `${path}/law/counts`,
      message: `There are ${counts.length} counts for ${upperBoundsMs.length} bins. Expected one for each upper bound.`,
    });
  if (upperBoundsMs.some((bound, bin) => bin > 0 && bound <= upperBoundsMs[bin - 1]!))
    problems.push({
      path: `${path}/law/upperBoundsMs`,
      message: 'Expected upper bounds in ascending order.',
    });
  if (counts.every((count) => count === 0))
    problems.push({ path: `${path}/law/counts`, message: 'All counts are 0. Expected one above 0.' });
  return problems;
}

function scalingProblems(path: string, { autoscaling, instances }: ServingComponent): Problem[] {
  if (!autoscaling) return [];
  const { minimum, maximum, schedule } = autoscaling;
  const problems = schedule.flatMap((entry, index): Problem[] =>
    entry.minimum > maximum
      ? [
          {
            path: `${path}/autoscaling/schedule/${index}/minimum`,
            message: `The schedule wants ${entry.minimum} instances, the autoscaler stops at ${maximum}. Expected at most ${maximum}.`,
          },
        ]
      : [],
  );
  if (minimum <= maximum && (highEnd(instances) < minimum || lowEnd(instances) > maximum))
    problems.push({
      path: `${path}/instances`,
      message: `The autoscaler keeps between ${minimum} and ${maximum} instances. Expected a number in between.`,
    });
  return problems;
}

function redundancyProblems(
  path: string,
  { failure, redundancy, instances, autoscaling }: ServingComponent,
): Problem[] {
  if (!redundancy) return [];
  const { requiredInstances, commonCause, failoverMinutes, zoneFailure, zones } = redundancy;
  const problems: Problem[] = [];
  const fewest = Math.round(autoscaling ? autoscaling.minimum : lowEnd(instances));
  if (requiredInstances !== undefined && requiredInstances > fewest)
    problems.push({
      path: `${path}/redundancy/requiredInstances`,
      message: `${requiredInstances} instances are required, but there can be as few as ${fewest}. Expected at most ${fewest}.`,
    });
  const most = Math.round(autoscaling ? autoscaling.maximum : highEnd(instances));
  if (zones > most)
    problems.push({
      path: `${path}/redundancy/zones`,
      message: `${most} instances cannot fill ${zones} zones. Expected at most ${most}.`,
    });
  if (commonCause > 0 && failure?.scope !== 'instance')
    problems.push({
      path: `${path}/redundancy/commonCause`,
      message:
        'A common cause is a share of the failures of single instances. Set the failure scope to "instance", or the share to 0.',
    });
  if (failure?.scope !== 'instance' && !zoneFailure && highEnd(failoverMinutes) > 0)
    problems.push({
      path: `${path}/redundancy/failoverMinutes`,
      message:
        'Failover follows the failure of an instance or a zone, and none of them fails alone here. Set it to 0, or the failure scope to "instance".',
    });
  return problems;
}

function externalProblems(path: string, { availability, mttrMinutes }: ExternalComponent): Problem[] {
  if (lowEnd(availability) === 1 || lowEnd(availability) === 0 || highEnd(mttrMinutes) > 0) return [];
  return [
    {
      path: `${path}/mttrMinutes`,
      message: `Outages of no length cannot make an availability below 1. Expected a time above 0, or an availability of 1.`,
    },
  ];
}

function deskProblems(path: string, { shifts, holidays }: SupportDesk): Problem[] {
  const problems: Problem[] = [];
  if (shifts.every(({ agents }) => Math.round(highEnd(agents)) === 0))
    problems.push({
      path: `${path}/shifts`,
      message: 'Nobody is ever there to answer. Expected an agent in one shift.',
    });
  if (holidays !== undefined && !isHolidayCountry(holidays))
    problems.push(unknownCountry(`${path}/holidays`, holidays));
  return problems;
}

function visitProblems({ components }: Plan, { id, name, path }: Plan['journeys'][number]): Problem[] {
  return visitsOf(path).flatMap((visit): Problem[] => {
    const target = components.find((component) => component.id === visit.component);
    const problems = visit.serviceTime ? serviceProblems(`journeys/${id}/path`, visit.serviceTime) : [];
    if (target?.kind === 'supportDesk')
      problems.push({
        path: `journeys/${id}/path`,
        message: `"${target.name}" answers tickets and cannot be visited by requests. Take it off the path of "${name}".`,
      });
    return problems;
  });
}
