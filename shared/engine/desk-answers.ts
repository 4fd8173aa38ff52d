import { abandonmentQueue, type AbandonmentQueue } from '../queueing/abandonment.ts';

/** Erlang A of one number of people over utilization; points are computed when first read. */
export interface SettledDesk {
  people: number;
  /** Utilization from point to point. */
  each: number;
  handling: number;
  patience: number;
  queues: (AbandonmentQueue | undefined)[];
  limits: Float64Array;
  /** Share answered within each limit: limit × POINTS + point; NaN until needed. And the mean wait. */
  within: Float64Array;
  meanWait: Float64Array;
}

/** Points over utilization, the first at 0. */
export const POINTS = 65;
/** Highest utilization of a desk whose callers have patience without end; the fluid queue takes over there. */
const FULL = 0.98;
/** And of one that the impatient leave. */
const CROWDED = 2;

export function createSettledDesk(
  people: number,
  handling: number,
  patience: number,
  limits: Float64Array,
): SettledDesk {
  return {
    people,
    each: (patience === Infinity ? FULL : CROWDED) / (POINTS - 1),
    handling,
    patience,
    queues: [],
    limits,
    within: new Float64Array(limits.length * POINTS).fill(Number.NaN),
    meanWait: new Float64Array(POINTS).fill(Number.NaN),
  };
}

/** Where tickets that come at `rate` a minute stand between the points. */
export const settledPosition = ({ people, each, handling }: SettledDesk, rate: number): number =>
  Math.min(POINTS - 1, (rate * handling) / (people * each));

/** Mean minutes until answered or gone. */
export function settledWait(desk: SettledDesk, position: number): number {
  const point = Math.min(POINTS - 2, position | 0);
  const below = waitAt(desk, point);
  return below + (position - point) * (waitAt(desk, point + 1) - below);
}

/** Fills in the share answered within a limit, the number of which is given, at a point. */
export function computeWithin(desk: SettledDesk, limit: number, point: number): void {
  const share = queueAt(desk, point).servedWithin(desk.limits[limit]!);
  // Fewer tickets are never answered later.
  if (share > SURE) desk.within.fill(1, limit * POINTS, limit * POINTS + point);
  desk.within[limit * POINTS + point] = share;
}

const SURE = 1 - 1e-12;

function waitAt(desk: SettledDesk, point: number): number {
  const known = desk.meanWait[point]!;
  if (known === known) return known;
  return (desk.meanWait[point] = queueAt(desk, point).meanWait);
}

const queueAt = (
  { queues, people, each, handling, patience }: SettledDesk,
  point: number,
): AbandonmentQueue =>
  (queues[point] ??= abandonmentQueue({
    servers: people,
    arrivalRate: (point * each * people) / handling,
    meanService: handling,
    meanPatience: patience,
  }));

/** Tickets that are none, and the share of a queue that changes nothing. */
const NOBODY = 1e-9;
const SLIGHT = 0.02;

/** Whether a queue of `before` is where it stays at these arrivals, so that Erlang A holds. Rates per minute. */
export function isAtRest(
  before: number,
  arrivals: number,
  rate: number,
  handling: number,
  patience: number,
): boolean {
  if (rate * handling < 0.5 || arrivals > CROWDED * rate) return false;
  const excess = arrivals - rate;
  if (excess <= 0) return before <= NOBODY;
  return patience < Infinity && Math.abs(before - excess * patience) <= SLIGHT * excess * patience;
}
