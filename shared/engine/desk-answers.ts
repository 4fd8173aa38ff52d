import { abandonmentQueue } from '../queueing/abandonment.ts';

/** Draws of a desk that its answers depend on, in minutes. */
export interface DeskPace {
  handling: number;
  patience: number;
}

/** What a number of agents answers within a clause's limits, in desk minutes. */
export interface DeskTeam {
  pace: DeskPace;
  servers: number;
  /** Those who give up while one ahead of them is served, as a share: θ / μ. */
  leaving: number;
  limits: readonly number[];
  /** By limit: tickets ahead of one that is still answered in time, and ln(1 + θq / μ) for them. */
  most: Float64Array;
  mostLog: Float64Array;
  /** Share answered in time without backlog: limit × POINTS + point; NaN until needed. */
  rows: Float64Array;
  /** By limit: points below this one are so quiet that all are answered in time. */
  sureBelow: Int32Array;
}

/** Utilizations at which shares are known, from 0 to `FULL`; above it the fluid queue takes over. */
export const POINTS = 33;
export const FULL = 0.98;

export function createTeam(pace: DeskPace, agents: number, limits: readonly number[]): DeskTeam {
  const { handling, patience } = pace;
  const rate = agents / handling;
  return {
    pace,
    servers: Math.max(1, Math.round(agents)),
    leaving: leavingOf(pace, agents),
    limits,
    // The longest queue that drains within the limit: (1/θ) ln(1 + θq / μ) turned round.
    most: Float64Array.from(limits, (limit) =>
      patience === Infinity ? limit * rate : patience * rate * Math.expm1(limit / patience),
    ),
    mostLog: Float64Array.from(limits, (limit) => limit / patience),
    rows: new Float64Array(limits.length * POINTS).fill(Number.NaN),
    sureBelow: new Int32Array(limits.length),
  };
}

export const leavingOf = ({ handling, patience }: DeskPace, agents: number): number =>
  handling / (agents * patience);

/** Erlang A: share of tickets answered within a limit, without backlog, at one of the points. */
export function shareAt(team: DeskTeam, limit: number, point: number): number {
  if (point < team.sureBelow[limit]!) return 1;
  const known = team.rows[limit * POINTS + point]!;
  return known === known ? known : computeShare(team, limit, point);
}

function computeShare(team: DeskTeam, limit: number, point: number): number {
  const { pace, servers, limits, rows, sureBelow } = team;
  const share = abandonmentQueue({
    servers,
    arrivalRate: ((point / (POINTS - 1)) * FULL * servers) / pace.handling,
    meanService: pace.handling,
    meanPatience: pace.patience,
  }).servedWithin(limits[limit]!);
  // Fewer tickets are never answered later.
  if (share > SURE) sureBelow[limit] = point;
  rows[limit * POINTS + point] = share;
  return share;
}

const SURE = 1 - 1e-12;
