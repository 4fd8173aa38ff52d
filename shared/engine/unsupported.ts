import { holidayNames, isHolidayCountry } from '../calendar/holidays.ts';
import { occurrences } from '../calendar/recurrence.ts';
import { addMonths } from '../calendar/time-grid.ts';
import { isServing } from '../domain/component.ts';
import { visitsOf } from '../domain/journey.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { Recurrence } from '../domain/time.ts';
import { isRange, type Range } from '../units/quantity.ts';
import { correlationProblems } from './correlation-problems.ts';

/**
 * Everything in a resolved plan that the engine does not honour, by path: it is refused, never
 * silently left out. Empty when the plan can be simulated.
 */
export function findUnsupported(plan: Plan): Problem[] {
  return [
    ...emptyPlan(plan),
    ...shapingProblems(plan),
    ...componentProblems(plan),
    ...journeyProblems(plan),
    ...forecastProblems(plan),
    ...correlationProblems(plan),
    ...recurrenceProblems(plan),
    ...holidayProblems(plan),
    ...clauseProblems(plan),
  ];
}

function emptyPlan({ journeys, horizon }: Plan): Problem[] {
  const problems: Problem[] = [];
  if (journeys.length === 0)
    problems.push({
      path: 'journeys',
      message: 'There is nothing to simulate yet. Add a journey and the components it visits.',
    });
  if (Number(horizon.start.slice(0, 4)) > 2200)
    problems.push({
      path: 'horizon/start',
      message: `The horizon starts in ${horizon.start.slice(0, 4)}. Expected a year up to 2200.`,
    });
  return problems;
}

function shapingProblems(plan: Plan): Problem[] {
  const rules = plan.shaping.filter(({ enabled }) => enabled);
  const problems = rules.flatMap((rule): Problem[] => {
    const path = `shaping/${rule.id}`;
    switch (rule.kind) {
      case 'rateLimit':
        return rule.whenEmpty === 'delay'
          ? [later(`${path}/whenEmpty`, 'A rate limit that delays requests')]
          : [];
      case 'circuitBreaker':
      case 'concurrencyLimit': {
        const target = plan.components.find(({ id }) => id === rule.component);
        return target?.kind === 'supportDesk' ? [notVisited(path, target.name)] : [];
      }
      case 'loadShedding': {
        const target = plan.components.find(({ id }) => id === rule.component);
        return target && !isServing(target)
          ? [
              {
                path: `${path}/component`,
                message: `"${target.name}" has no utilization to shed by. Choose a pool or a queue.`,
              },
            ]
          : [];
      }
      case 'deferral':
      case 'retries':
        return [];
    }
  });
  for (const [kind, words] of [
    ['retries', 'retry'],
    ['deferral', 'deferral'],
  ] as const) {
    for (const journey of plan.journeys) {
      const own = rules.filter(
        (rule) => rule.kind === kind && (!rule.journeys || rule.journeys.includes(journey.id)),
      );
      if (own.length > 1)
        problems.push({
          path: `shaping/${own[1]!.id}`,
          message: `"${journey.name}" has two ${words} rules. Keep one of them.`,
        });
    }
  }
  return problems;
}

function componentProblems(plan: Plan): Problem[] {
  return plan.components.flatMap((component): Problem[] => {
    const path = `components/${component.id}`;
    if (component.failure?.scope === 'instance' && !isServing(component))
      return [
        {
          path: `${path}/failure/scope`,
          message: `"${component.name}" has no instances that could fail alone. Set the failure scope to "component".`,
        },
      ];
    if (!isServing(component)) return [];
    const problems: Problem[] = [];
    const beta = component.redundancy?.commonCause ?? 0;
    if (beta > 0 && component.failure?.scope !== 'instance') {
      problems.push({
        path: `${path}/redundancy/commonCause`,
        message:
          'A common cause belongs to failures of single instances. Set the failure scope to "instance", or the share to 0.',
      });
    }
    if (
      component.failure?.scope === 'component' &&
      component.redundancy &&
      !component.redundancy.zoneFailure &&
      isPositive(component.redundancy.failoverMinutes)
    ) {
      problems.push({
        path: `${path}/redundancy/failoverMinutes`,
        message:
          'Failover follows the failure of an instance or a zone; this component only fails as a whole. Set it to 0, or the failure scope to "instance".',
      });
    }
    return problems;
  });
}

function journeyProblems(plan: Plan): Problem[] {
  return plan.journeys.flatMap((journey) =>
    visitsOf(journey.path).flatMap((visit): Problem[] => {
      const target = plan.components.find(({ id }) => id === visit.component);
      return target?.kind === 'supportDesk'
        ? [
            {
              path: `journeys/${journey.id}/path`,
              message: `"${target.name}" answers tickets and cannot be visited by requests. Take it off the path of "${journey.name}".`,
            },
          ]
        : [];
    }),
  );
}

function forecastProblems({ demand, horizon }: Plan): Problem[] {
  const forecast = demand.forecast ?? [];
  if (forecast.length === 0) return [];
  const problems: Problem[] = [];
  if (demand.growth.kind !== 'none')
    problems.push({
      path: 'demand/forecast',
      message:
        'A forecast says how load grows; the plan has a growth of its own as well. Set the overall growth to "none", or take the forecast out.',
    });
  forecast.forEach(({ at }, index) => {
    if (forecast.findIndex((other) => Date.parse(other.at) === Date.parse(at)) < index)
      problems.push({
        path: `demand/forecast/${index}/at`,
        message: `The forecast has two factors for ${at}. Keep one of them.`,
      });
  });
  const start = Date.parse(`${horizon.start}T00:00Z`);
  const end = addMonths(start, horizon.months);
  const times = forecast.map(({ at }) => Date.parse(`${at}Z`));
  if (Math.max(...times) < start || Math.min(...times) > end)
    problems.push({
      path: 'demand/forecast',
      message: `No point of the forecast lies in the horizon, ${horizon.months} months from ${horizon.start} on. Expected factors for that time.`,
    });
  return problems;
}

function recurrenceProblems(plan: Plan): Problem[] {
  const all: [string, Recurrence][] = [
    ...plan.operations.maintenance.map(({ id, window }): [string, Recurrence] => [
      `operations/maintenance/${id}/window`,
      window,
    ]),
    ...plan.operations.deployments.map(({ id, window }): [string, Recurrence] => [
      `operations/deployments/${id}/window`,
      window,
    ]),
    ...plan.demand.events.flatMap(({ id, occurrence }): [string, Recurrence][] =>
      occurrence.kind === 'calendar' ? [[`demand/events/${id}/occurrence/when`, occurrence.when]] : [],
    ),
    ...plan.shaping.flatMap(({ id, schedule }): [string, Recurrence][] =>
      schedule ? [[`shaping/${id}/schedule`, schedule]] : [],
    ),
  ];
  return all.flatMap(([path, recurrence]): Problem[] => {
    try {
      occurrences(
        recurrence,
        Date.parse(`${recurrence.dtstart.slice(0, 16)}Z`),
        Date.parse(`${recurrence.dtstart.slice(0, 16)}Z`) + 1,
      );
      return [];
    } catch (error) {
      return [
        {
          path: `${path}/rrule`,
          message: `The recurrence "${recurrence.rrule ?? ''}" cannot be read (${(error as Error).message}). Expected a rule of RFC 5545 such as "FREQ=WEEKLY;BYDAY=SU".`,
        },
      ];
    }
  });
}

function holidayProblems(plan: Plan): Problem[] {
  const year = Number(plan.horizon.start.slice(0, 4));
  const events = plan.demand.events.flatMap(({ id, occurrence }): Problem[] => {
    if (occurrence.kind !== 'holiday') return [];
    const path = `demand/events/${id}/occurrence`;
    if (!isHolidayCountry(occurrence.country)) return [unknownCountry(`${path}/country`, occurrence.country)];
    const names = holidayNames(occurrence.country, year);
    return names.includes(occurrence.holiday)
      ? []
      : [
          {
            path: `${path}/holiday`,
            message: `${occurrence.country} has no holiday "${occurrence.holiday}". Expected one of: ${names.join(', ')}.`,
          },
        ];
  });
  const desks = plan.components.flatMap((component): Problem[] =>
    component.kind === 'supportDesk' &&
    component.holidays !== undefined &&
    !isHolidayCountry(component.holidays)
      ? [unknownCountry(`components/${component.id}/holidays`, component.holidays)]
      : [],
  );
  return [...events, ...desks];
}

function clauseProblems(plan: Plan): Problem[] {
  return plan.clauses.flatMap((clause): Problem[] => {
    const { devices } = clause.scope;
    const known = plan.regions.flatMap((region) => region.devices.map(({ id }) => id));
    const missing = devices?.find((id) => !known.includes(id));
    if (missing !== undefined)
      return [
        {
          path: `clauses/${clause.id}/scope/devices`,
          message: `No region has a device class "${missing}". Expected one of: ${known.join(', ') || 'none is defined'}.`,
        },
      ];
    return [];
  });
}

const notVisited = (path: string, name: string): Problem => ({
  path: `${path}/component`,
  message: `"${name}" answers tickets and takes no calls. Choose a pool, a queue or an external.`,
});

const later = (
  path: string,
  what: string,
  advice = 'Switch it off or take it out to simulate.',
): Problem => ({
  path,
  message: `${what} is not simulated yet. ${advice}`,
});

const unknownCountry = (path: string, country: string): Problem => ({
  path,
  message: `The holidays of "${country}" are not known. Expected a country code such as "DE" or, with its state, "US-CA".`,
});

const isPositive = (value: number | Range): boolean => (isRange(value) ? value.high : value) > 0;
