import { isServing, type Component, type Failure } from '../domain/component.ts';
import type { Growth } from '../domain/demand.ts';
import { keyOfItem } from '../domain/path.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import { DAY_MS } from '../units/instant.ts';
import { highEnd, lowEnd, shapeOf, type Range } from '../units/quantity.ts';

/** Numbers that are each allowed, but together too large to be followed in bounded time and memory (E7). */
export function sizeProblems(plan: Plan): Problem[] {
  return [
    ...tooManyOutages(plan),
    ...tooManySurges(plan),
    ...tooManyRequests(plan),
    ...plan.components.flatMap(slowScaling),
    ...widestRanges(plan),
  ];
}

const MONTH_MINUTES = (365.25 / 12) * 24 * 60;

/** Failures of one future: each is drawn, kept and cuts a step twice. */
const MOST_OUTAGES = 100_000;

function tooManyOutages({ components, horizon }: Plan): Problem[] {
  const minutes = horizon.months * MONTH_MINUTES;
  const counts = components.map((component) => minutes * outagesPerMinute(component));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (!(all > MOST_OUTAGES)) return [];
  const worst = counts.indexOf(Math.max(...counts));
  const { id, name } = components[worst]!;
  return [
    {
      path: `components/${id}`,
      message: `"${name}" would be out ${inWords(counts[worst]!)} times in the horizon; at most ${inWords(MOST_OUTAGES)} outages of all components can be followed. Expected longer times between failures or to repair, fewer parts that fail alone, or a shorter horizon.`,
    },
  ];
}

/** At the ends of the ranges that make the most of them. */
function outagesPerMinute(component: Component): number {
  const { failure } = component;
  if (component.kind === 'external') {
    const up = lowEnd(component.availability);
    const repair = lowEnd(component.mttrMinutes);
    const own = up < 1 && up > 0 && repair > 0 ? (1 - up) / repair : 0;
    return own + rateOf(failure);
  }
  if (!isServing(component)) return rateOf(failure);
  const { autoscaling, redundancy, instances } = component;
  const parts = failure?.scope === 'instance' ? (autoscaling?.maximum ?? highEnd(instances)) : 1;
  return parts * rateOf(failure) + (redundancy?.zones ?? 0) * rateOf(redundancy?.zoneFailure);
}

const rateOf = (failure: Pick<Failure, 'mtbfHours' | 'mttrMinutes'> | undefined): number =>
  failure === undefined || highEnd(failure.mttrMinutes) === 0
    ? 0
    : 1 / (60 * lowEnd(failure.mtbfHours) + lowEnd(failure.mttrMinutes));

/** Surges at the same time, on average; they multiply. */
const MOST_AT_ONCE = 3;

function tooManySurges({ demand }: Plan): Problem[] {
  return demand.surges.flatMap(({ id, perYear, durationMinutes }): Problem[] => {
    const atOnce = (highEnd(perYear) * highEnd(durationMinutes)) / (12 * MONTH_MINUTES);
    if (atOnce <= MOST_AT_ONCE) return [];
    return [
      {
        path: `demand/surges/${id}/durationMinutes`,
        message: `So long and so often, ${inWords(atOnce)} of these surges would be under way at once, each on top of the others. Expected at most ${MOST_AT_ONCE}: shorter or rarer ones, or a higher level.`,
      },
    ];
  });
}

/** Requests per second of one journey, before seasons, events and surges. */
const MOST_PER_SECOND = 1e12;

function tooManyRequests({ demand, horizon }: Plan): Problem[] {
  const years = horizon.months / 12;
  const forecast = Math.max(1, ...(demand.forecast ?? []).map(({ factor }) => highEnd(factor)));
  return demand.journeys.flatMap((own): Problem[] => {
    const driver = own.driver && demand.drivers.find(({ id }) => id === own.driver!.id);
    const level =
      driver && own.driver ? highEnd(driver.level) * highEnd(own.driver.ratio) : highEnd(own.level);
    const growth = own.growth ?? driver?.growth ?? demand.growth;
    const most = level * mostGrowth(growth, years) * forecast;
    if (most <= MOST_PER_SECOND) return [];
    return [
      {
        path: `demand/journeys/${own.journey}/level`,
        message: `With its growth it would reach ${most.toExponential(0)} requests per second. Expected at most ${MOST_PER_SECOND.toExponential(0)}.`,
      },
    ];
  });
}

function mostGrowth(growth: Growth, years: number): number {
  switch (growth.kind) {
    case 'none':
      return 1;
    case 'linear':
      return Math.max(1, 1 + highEnd(growth.perYear) * years);
    case 'compound':
      return Math.max(1, (1 + highEnd(growth.perYear)) ** years);
    case 'sCurve':
      return Math.max(1, highEnd(growth.ceiling));
    case 'steps':
      return Math.max(1, ...growth.steps.map(({ factor }) => highEnd(factor)));
  }
}

/** An autoscaler looks back this far at most, in every step. */
const LONGEST_MEMORY = DAY_MS / 60_000;

function slowScaling(component: Component): Problem[] {
  if (!isServing(component) || !component.autoscaling) return [];
  const { lagMinutes, cooldownMinutes } = component.autoscaling;
  const path = `components/${component.id}/autoscaling`;
  const late = (field: string, minutes: number): Problem[] =>
    minutes <= LONGEST_MEMORY
      ? []
      : [
          {
            path: `${path}/${field}`,
            message: `An autoscaler that takes ${inWords(minutes)} minutes answers yesterday's load. Expected at most ${LONGEST_MEMORY}.`,
          },
        ];
  return [...late('lagMinutes', highEnd(lagMinutes)), ...late('cooldownMinutes', cooldownMinutes)];
}

/** Between the ends of a lognormal range: its own tails go far beyond them. */
const WIDEST = 1e12;

/** Ranges whose draws leave the numbers a computer has. */
function widestRanges(plan: Plan): Problem[] {
  return rangesIn(plan, '').flatMap(({ path, range }): Problem[] =>
    shapeOf(range) === 'lognormal' && range.high / range.low > WIDEST
      ? [
          {
            path,
            message: `The range from ${range.low} to ${range.high} spans more than twelve orders of magnitude. Expected a narrower one.`,
          },
        ]
      : [],
  );
}

function rangesIn(value: unknown, path: string): { path: string; range: Range }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('low' in value && 'high' in value) return [{ path, range: value as Range }];
  const parts: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [keyOfItem(item, index), item])
    : Object.entries(value);
  return parts.flatMap(([key, part]) => rangesIn(part, path === '' ? key : `${path}/${key}`));
}

/** Two figures are enough to see that it is too much. */
const inWords = (count: number): string =>
  count < 1e15 ? Number(count.toPrecision(2)).toLocaleString('en-US') : count.toExponential(0);
