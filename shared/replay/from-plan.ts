import type { Network, RateLimit } from './network.ts';
import { openPlanFuture, type FutureOptions, type PlanFuture } from './plan-future.ts';
import { planStations } from './plan-stations.ts';
import { startingCalls, warmUpMinutes } from './plan-start.ts';
import { planStreams, spansOf, type PlanSpan } from './plan-streams.ts';

export interface PlanNetwork {
  /** In seconds; 0 is the beginning of the span. */
  network: Network;
  /** When to begin, and how long requests of the span are followed after its end. */
  start: number;
  grace: number;
  warmUpMinutes: number;
}

/** Minutes for which requests of the span are followed after its end, at most. */
const GRACE = 10;
/** Seconds over which shedding averages the load at the door. */
const SHEDDING_WINDOW = 10;

/** A span of one future of a plan as a network. */
export function networkFromPlan(options: FutureOptions & { from: number; minutes: number }): PlanNetwork {
  const { from, minutes } = options;
  const future = openPlanFuture(options);
  const warmUp = warmUpMinutes(future, from);
  const span: PlanSpan = { first: from - warmUp, last: from + minutes + GRACE, zero: from };
  const stations = planStations(future, span);
  startingCalls(future, span.first).forEach((backlog, station) => {
    if (backlog.length > 0) stations[station]!.backlog = backlog;
  });
  return {
    network: {
      stations,
      streams: planStreams(future, span),
      rateLimits: rateLimitsOf(future, span),
      shedding: future.compiled.rules.shedding.map(({ station, above, order, schedule }) => ({
        station,
        above,
        order,
        window: SHEDDING_WINDOW,
        ...(schedule && { spans: spansOf(schedule, span)! }),
      })),
    },
    start: -warmUp * 60,
    grace: GRACE * 60,
    warmUpMinutes: warmUp,
  };
}

function rateLimitsOf({ compiled, work, rates }: PlanFuture, span: PlanSpan): RateLimit[] {
  const { grid, rules, plan } = compiled;
  const step = Math.min(grid.steps - 1, Math.floor(span.first / grid.stepMinutes));
  return rules.rateLimits.map(({ rule, burst, journeys, schedule }, index) => {
    const own = plan.shaping[rule]!;
    const rate = work.inputs.bucketRates[index]!;
    const arriving = journeys.reduce((sum, journey) => sum + rates[journey]![step]!, 0);
    return {
      rate,
      burst,
      whenEmpty: own.kind === 'rateLimit' ? own.whenEmpty : 'drop',
      // More comes than flows in: by now the bucket is empty.
      ...(arriving > rate && { level: 0 }),
      ...(schedule && { spans: spansOf(schedule, span)! }),
    };
  });
}
