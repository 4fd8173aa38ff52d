import { stationWait } from '../queueing/station.ts';

/*
 * Waiting at a station by utilization, one row per number of servers, made when first needed: exact
 * waiting probabilities cost too much for every step. Between points: straight lines over
 * 1 − √(1 − ρ), which is densest near full utilization.
 */
const CELLS = 64;
/** Utilization of the last point. */
export const LAST_UTILIZATION = 1 - 1 / (CELLS * CELLS);

export interface WaitTable {
  serviceCv2: number;
  arrivalCv2: number;
  rows: Map<number, Float64Array>;
  /** By whole servers: utilization up to which nobody waits. */
  plainUtilization: Map<number, number>;
}

export const createWaitTable = (serviceCv2: number, arrivalCv2: number): WaitTable => ({
  serviceCv2,
  arrivalCv2,
  rows: new Map(),
  plainUtilization: new Map(),
});

/** The row for a number of servers: waiting probabilities, then mean wait of those who wait × (1 − ρ), in services of the full station. */
export function waitRow(table: WaitTable, servers: number): Float64Array {
  const whole = Math.max(1, Math.round(servers));
  const known = table.rows.get(whole);
  if (known) return known;
  const row = makeRow(table, whole);
  table.rows.set(whole, row);
  return row;
}

function makeRow({ serviceCv2, arrivalCv2 }: WaitTable, servers: number): Float64Array {
  const row = new Float64Array(2 * CELLS);
  for (let cell = CELLS - 1; cell >= 0; cell--) {
    const utilization = 1 - (1 - cell / CELLS) ** 2;
    // Below this nobody waits at any number of servers that matters; the mean keeps its last value.
    if (cell < CELLS - 1 && row[cell + 1]! < 1e-12) {
      row[CELLS + cell] = row[CELLS + cell + 1]!;
      continue;
    }
    const { waitProbability, conditionalWaitRate } = stationWait({
      servers,
      arrivalRate: Math.max(utilization, 1e-9) * servers,
      meanService: 1,
      serviceCv2,
      arrivalCv2,
    });
    row[cell] = waitProbability;
    row[CELLS + cell] = (servers / conditionalWaitRate) * (1 - utilization);
  }
  return row;
}

/** Where a utilization below 1 stands among the points. */
export function waitPosition(utilization: number): number {
  const position = (1 - Math.sqrt(1 - Math.min(utilization, LAST_UTILIZATION))) * CELLS;
  return position < CELLS - 1.000001 ? position : CELLS - 1.000001;
}

/** Waiting probability. */
export function waitProbabilityAt(row: Float64Array, position: number): number {
  const cell = position | 0;
  return row[cell]! + (position - cell) * (row[cell + 1]! - row[cell]!);
}

/** Mean wait of those who wait × (1 − ρ), in services of the full station. */
export function scaledWaitAt(row: Float64Array, position: number): number {
  const cell = (position | 0) + CELLS;
  return row[cell]! + (position - (position | 0)) * (row[cell + 1]! - row[cell]!);
}
