import { getAtPath } from '../domain/path.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import { lowerRoot } from '../statistics/cholesky.ts';
import { correlatedGroups } from './correlated-inputs.ts';

/** Correlations that name what cannot move with anything, or that contradict each other (E6). */
export function correlationProblems(plan: Plan): Problem[] {
  const problems = plan.correlations.flatMap((correlation, index): Problem[] => {
    const path = `correlations/${index}`;
    const { between, rank } = correlation;
    const places = between.flatMap((place, end): Problem[] => {
      const message = placeProblem(plan, place);
      return message === undefined ? [] : [{ path: `${path}/between/${end}`, message }];
    });
    if (between[0] === between[1])
      places.push({ path: `${path}/between`, message: 'Expected two different quantities.' });
    if (Math.abs(rank) === 1)
      places.push({
        path: `${path}/rank`,
        message: `A rank correlation of ${rank} makes both quantities one. Expected a number between −1 and 1, such as ${rank * 0.95}.`,
      });
    const before = plan.correlations.findIndex((other) => isSamePair(other.between, between));
    if (before < index)
      places.push({
        path: `${path}/between`,
        message: `The plan says twice how "${between[0]}" and "${between[1]}" move together. Keep one of the two.`,
      });
    return places;
  });
  return problems.length > 0 ? problems : contradictions(plan);
}

const isSamePair = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((path) => other.includes(path));

/** Why the quantity at the path cannot be correlated; undefined where it can. */
function placeProblem(plan: Plan, path: string): string | undefined {
  if (path === FORECAST)
    return plan.demand.forecast?.some(({ factor }) => isRange(factor))
      ? undefined
      : 'The forecast has no uncertain factor. Give one of them a range, or take the correlation out.';
  const value = getAtPath(plan, path);
  if (value === undefined)
    return `The plan has nothing at "${path}". Expected the place of an uncertain quantity, such as "demand/journeys/checkout/level".`;
  if (typeof value === 'number')
    return `"${path}" is the fixed number ${value}, which moves with nothing. Give it a range, or take the correlation out.`;
  if (!isRange(value))
    return `"${path}" is no quantity. Expected the place of a range, such as "200 to 300".`;
  const follower = plan.demand.journeys.find(({ journey }) => path === `demand/journeys/${journey}/level`);
  if (follower?.driver)
    return `"${path}" is not used, since the journey follows a business figure. Name "demand/drivers/${follower.driver.id}/level".`;
  return OTHERWISE_DRAWN.find(([place]) => place.test(path))?.[1](path);
}

const FORECAST = 'demand/forecast';

/** Ranges that are not drawn once per future by their own place, and what to do instead. */
const OTHERWISE_DRAWN: [RegExp, (path: string) => string][] = [
  [/\/cost[A-Z]\w*$/, (path) => `"${path}" is money, which no simulation draws. Take the correlation out.`],
  [
    /^demand\/events\/[^/]+\/multiplier$/,
    (path) => `"${path}" is drawn anew for every occurrence and cannot move with what is drawn once.`,
  ],
  [
    /^demand\/surges\/[^/]+\/(multiplier|durationMinutes)$/,
    (path) => `"${path}" is drawn anew for every surge and cannot move with what is drawn once.`,
  ],
  [/^demand\/forecast\//, () => `All points of the forecast are drawn together. Name them "${FORECAST}".`],
  [/^scenarios\//, () => 'Name the place in the plan itself; a correlation holds in every scenario.'],
];

const isRange = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'low' in value && 'high' in value;

/** More than these cannot be put into an order that suits them all, with 64 futures in a block. */
const MOST_TOGETHER = 24;
/** What is left of a quantity's own movement when all others are known; below, they fix it. */
const FREE = 1e-6;

function contradictions({ correlations }: Plan): Problem[] {
  return correlatedGroups(correlations).flatMap(({ paths, matrix }): Problem[] => {
    const names = paths.map((path) => `"${path}"`).join(', ');
    if (paths.length > MOST_TOGETHER)
      return [
        {
          path: 'correlations',
          message: `${paths.length} quantities move together; at most ${MOST_TOGETHER} can. Take out the weakest correlations of ${names}.`,
        },
      ];
    const root = lowerRoot(matrix, paths.length);
    if (root && paths.every((_path, row) => root[row * paths.length + row]! ** 2 > FREE)) return [];
    return [
      {
        path: 'correlations',
        message: `The correlations of ${names} contradict each other: no futures can have them all. Two quantities that both follow a third must be given a correlation with each other, near the product of the two; or weaken one of them.`,
      },
    ];
  });
}
