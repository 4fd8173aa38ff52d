import { erlangB } from '../queueing/erlang.ts';
import { waitSpread } from '../queueing/service-spread.ts';
import { stationWait } from '../queueing/station.ts';

/*
 * Waiting at a station by utilization, one row per number of servers, its points made when first needed: exact
 * waiting probabilities cost too much for every step. Between points: straight lines over
 * 1 − √(1 − ρ), which is densest near full utilization.
 */
const CELLS = 64;
/** Utilization of the last point. */
export const LAST_UTILIZATION = 1 - 1 / (CELLS * CELLS);

export interface WaitTable {
  serviceCv2: number;
  arrivalCv2: number;
  /** cv² of the wait of those who wait, less 1, at utilization 0. */
  spread: number;
  rows: Map<number, WaitRow>;
}

/** One number of servers; points are computed when first read. */
export interface WaitRow {
  table: WaitTable;
  servers: number;
  /** Waiting probability; NaN until needed. */
  chances: Float64Array;
  /** Mean wait of those who wait × (1 − ρ), in services of the full station. */
  means: Float64Array;
  /** Utilization up to which nobody waits; NaN until needed. */
  quietUpTo: number;
}

export const createWaitTable = (serviceCv2: number, arrivalCv2: number): WaitTable => ({
  serviceCv2,
  arrivalCv2,
  spread: waitSpread(serviceCv2),
  rows: new Map(),
});

export function waitRow(table: WaitTable, servers: number): WaitRow {
  const whole = Math.max(1, Math.round(servers));
  const known = table.rows.get(whole);
  if (known) return known;
  const row: WaitRow = {
    table,
    servers: whole,
    chances: new Float64Array(CELLS).fill(Number.NaN),
    means: new Float64Array(CELLS),
    quietUpTo: Number.NaN,
  };
  table.rows.set(whole, row);
  return row;
}

/** Computes a point unless it is known. */
function ready(row: WaitRow, cell: number): void {
  const known = row.chances[cell]!;
  if (known === known) return;
  const { table, servers } = row;
  const utilization = utilizationOf(cell);
  const { waitProbability, conditionalWaitRate } = stationWait({
    servers,
    arrivalRate: Math.max(utilization, 1e-9) * servers,
    meanService: 1,
    serviceCv2: table.serviceCv2,
    arrivalCv2: table.arrivalCv2,
  });
  const mean = (servers / conditionalWaitRate) * (1 - utilization);
  row.chances[cell] = waitProbability;
  // Where nobody waits the formula may give anything; nothing reads it but a share of a neighbour's.
  row.means[cell] = mean > 0 && mean < Infinity ? mean : 1;
}

const utilizationOf = (cell: number): number => 1 - (1 - cell / CELLS) ** 2;

/**
 * Utilization up to which fewer wait than `negligible`, and fewer would be lost without any place to
 * wait; the same for every call, and at most `highest`.
 */
export function quietUtilization(row: WaitRow, negligible: number, highest: number): number {
  if (row.quietUpTo === row.quietUpTo) return row.quietUpTo;
  let low = 0;
  let high = waitPosition(highest);
  // By bisection: chances grow with utilization. Whole cells first, which costs the fewest points.
  while (high - low > 1e-9) {
    const middle = high - low > 2 ? Math.round((low + high) / 2) : (low + high) / 2;
    if (touchedAt(row, middle) > negligible) high = middle;
    else low = middle;
  }
  row.quietUpTo = utilizationOf(low);
  return row.quietUpTo;
}

/** Regular arrivals wait more rarely than a queue of few places, which is taken as M/M/c/K, loses them. */
function touchedAt(row: WaitRow, position: number): number {
  const waiting = waitProbabilityAt(row, position);
  if (row.table.arrivalCv2 >= 1) return waiting;
  return Math.max(waiting, erlangB(row.servers, utilizationOf(position) * row.servers));
}

/** Where a utilization below 1 stands among the points. */
export function waitPosition(utilization: number): number {
  const position = (1 - Math.sqrt(1 - Math.min(utilization, LAST_UTILIZATION))) * CELLS;
  return position < CELLS - 1.000001 ? position : CELLS - 1.000001;
}

/** Waiting probability. */
export function waitProbabilityAt(row: WaitRow, position: number): number {
  const cell = position | 0;
  const { chances } = row;
  ready(row, cell);
  const share = position - cell;
  if (share === 0) return chances[cell]!;
  ready(row, cell + 1);
  return chances[cell]! + share * (chances[cell + 1]! - chances[cell]!);
}

/** Mean wait of those who wait × (1 − ρ), in services of the full station. */
export function scaledWaitAt(row: WaitRow, position: number): number {
  const cell = position | 0;
  const { means } = row;
  ready(row, cell);
  ready(row, cell + 1);
  return means[cell]! + (position - cell) * (means[cell + 1]! - means[cell]!);
}

/** Mean square of the wait of those who wait, given its mean. */
export const waitSquare = ({ table }: WaitRow, utilization: number, mean: number): number =>
  mean * mean * (2 + (1 - utilization) * table.spread);
