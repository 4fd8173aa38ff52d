import { CAUSE } from './causes.ts';
import type { CompiledClause } from './compiled-plan.ts';
import type { RuleSchedule } from './rule-schedule.ts';
import { scopedTotals } from './scoped-rates.ts';
import type { Workspace } from './workspace.ts';

/** What keeps a journey's rate down in plain steps: the rate stays below own + room − Σ series × each. */
interface Limit {
  room: number;
  series: Float64Array[];
  each: number;
  cause: number;
  schedule: RuleSchedule | null;
}

/** As `carriedRate`, for steps in which nothing is away and no rule's calendar changes: from the future's series. */
export interface PlainCarried {
  /** Of the scope. */
  own: Float64Array;
  limits: Limit[];
}

export function createPlainCarried(work: Workspace, clause: CompiledClause): PlainCarried {
  const journey = clause.subject;
  const { visits } = work.compiled.journeys[journey]!;
  return {
    own: scopedTotals(work.path, clause, journey),
    limits: [
      ...visits.flatMap(({ station, soft }) => (soft ? [] : stationLimits(work, journey, station))),
      ...doorLimits(work, journey),
    ],
  };
}

function stationLimits({ compiled, inputs, loadPath }: Workspace, journey: number, station: number): Limit[] {
  const { autoscaled, servers, instances, maximum, limit: slots } = inputs.stations[station]!;
  const erlangs = inputs.erlangs[journey * compiled.stations.length + station]!;
  const full = servers[autoscaled ? maximum : instances]!;
  const limitAt = (usable: number, cause: number, schedule: RuleSchedule | null): Limit[] =>
    erlangs === 0 || usable === Infinity
      ? []
      : [{ room: usable / erlangs, series: [loadPath.loads[station]!], each: 1 / erlangs, cause, schedule }];
  const shedding = compiled.rules.shedding.filter(
    ({ station: shedAt, order }) =>
      (shedAt === station || shedAt < 0) && order.some((members) => members.includes(journey)),
  );
  return [
    ...limitAt(full, CAUSE.load, null),
    ...shedding.flatMap(({ above, schedule }) => limitAt(above * full, CAUSE.load, schedule)),
    ...limitAt(slots, CAUSE.shaping, null),
    ...compiled.rules.limitsOf[station]!.flatMap(({ limit, schedule }) =>
      limitAt(limit, CAUSE.shaping, schedule),
    ),
  ];
}

function doorLimits({ compiled, inputs, path }: Workspace, journey: number): Limit[] {
  return compiled.rules.rateLimits.flatMap(({ journeys: members, schedule }, index) =>
    members.includes(journey)
      ? [
          {
            room: inputs.bucketRates[index]!,
            series: members.map((member) => path.totals[member]!),
            each: 1,
            cause: CAUSE.shaping,
            schedule,
          },
        ]
      : [],
  );
}

/** The rate that could be carried; not below 0. */
export function plainRate({ own, limits }: PlainCarried, step: number): number {
  let room = Infinity;
  for (let index = 0; index < limits.length; index++) room = Math.min(room, roomOf(limits[index]!, step));
  return Math.max(0, own[step]! + room);
}

/** What keeps it from being more. */
export function plainCause({ limits }: PlainCarried, step: number): number {
  let cause: number = CAUSE.load;
  let room = Infinity;
  for (const limit of limits) {
    if (roomOf(limit, step) >= room) continue;
    room = roomOf(limit, step);
    cause = limit.cause;
  }
  return cause;
}

function roomOf({ room, series, each, schedule }: Limit, step: number): number {
  if (schedule && schedule.shares[step] === 0) return Infinity;
  let taken = 0;
  for (let index = 0; index < series.length; index++) taken += series[index]![step]!;
  return room - taken * each;
}
