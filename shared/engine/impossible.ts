import { isServing } from '../domain/component.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import { clauseProblems } from './clause-problems.ts';
import { componentProblems } from './component-problems.ts';
import { correlationProblems } from './correlation-problems.ts';
import { demandProblems, nobodyChosen } from './demand-problems.ts';
import { recurrenceProblems } from './recurrence-problems.ts';
import { sizeProblems } from './size-problems.ts';

/** Everything in a resolved plan that cannot be simulated, by its place: it is refused, never left out (E7). */
export function findImpossible(plan: Plan): Problem[] {
  return [
    ...emptyPlan(plan),
    ...shapingProblems(plan),
    ...idleRules(plan),
    ...componentProblems(plan),
    ...demandProblems(plan),
    ...correlationProblems(plan),
    ...recurrenceProblems(plan),
    ...clauseProblems(plan),
    ...sizeProblems(plan),
  ];
}

function emptyPlan({ journeys, horizon }: Plan): Problem[] {
  const problems: Problem[] = [];
  if (journeys.length === 0)
    problems.push({
      path: 'journeys',
      message: 'There is nothing to simulate yet. Add a journey and the components it visits.',
    });
  const year = Number(horizon.start.slice(0, 4));
  if (year < 1970 || year > 2200)
    problems.push({
      path: 'horizon/start',
      message: `The horizon starts in the year ${year}. Expected one from 1970 to 2200.`,
    });
  return problems;
}

/** Rules that name nothing to act on. */
function idleRules({ shaping }: Plan): Problem[] {
  return shaping
    .filter(({ enabled }) => enabled)
    .flatMap((rule) => [
      ...('journeys' in rule ? nobodyChosen(`shaping/${rule.id}/journeys`, 'journey', rule.journeys) : []),
      ...('priorityClasses' in rule
        ? nobodyChosen(`shaping/${rule.id}/priorityClasses`, 'priority class', rule.priorityClasses)
        : []),
    ]);
}

function shapingProblems(plan: Plan): Problem[] {
  const rules = plan.shaping.filter(({ enabled }) => enabled);
  const problems = rules.flatMap((rule): Problem[] => {
    const path = `shaping/${rule.id}`;
    switch (rule.kind) {
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
      case 'rateLimit':
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

const notVisited = (path: string, name: string): Problem => ({
  path: `${path}/component`,
  message: `"${name}" answers tickets and takes no calls. Choose a pool, a queue or an external.`,
});
