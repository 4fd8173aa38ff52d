import type { CompiledPlan } from './compiled-plan.ts';
import { createTallies } from './empty-tallies.ts';
import type { RunTallies } from './run-tallies.ts';

/** Room for a run's rows on the host, and how many futures' rows are kept whatever they take and at most. */
const MOST_BYTES = 64 * 2 ** 20;
const FEWEST_ROWS = 256;
const MOST_ROWS = 4000;

/**
 * The tallies of a run while its parts come in. The rows of its first futures are kept; what lies
 * beyond them is only counted (see counted-futures.ts), so that memory does not grow with the run.
 */
export interface StoredTallies {
  /** Rows of the first `rows.replications` futures. */
  rows: RunTallies;
  /** Numbers that a future takes, array by array. */
  sizes: number[];
}

export function createStore(compiled: CompiledPlan, replications: number): StoredTallies {
  const arrays = arraysOf(createTallies(compiled, 0, 1));
  const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const room = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_BYTES / bytes)));
  return {
    rows: createTallies(compiled, 0, Math.min(replications, room)),
    sizes: arrays.map(({ length }) => length),
  };
}

/** Copies those of the part's rows that there is room for. */
export function storePart({ rows, sizes }: StoredTallies, part: RunTallies): void {
  const from = arraysOf(part);
  arraysOf(rows).forEach((into, index) => {
    const at = part.first * sizes[index]!;
    if (at < into.length) into.set(from[index]!.subarray(0, into.length - at), at);
  });
}

/** The rows of the first `count` futures, not copied. */
export const leadingRows = ({ rows, sizes }: StoredTallies, count: number): RunTallies => ({
  ...mapArrays(rows, (array, index) => array.subarray(0, count * sizes[index]!)),
  replications: Math.min(count, rows.replications),
});

type Numbers = Float64Array | Float32Array;

/** Every array of the tallies once, in an order that all tallies of a plan share. */
export function arraysOf(tallies: RunTallies): Numbers[] {
  const arrays: Numbers[] = [];
  mapArrays(tallies, (array) => {
    arrays.push(array);
    return array;
  });
  return arrays;
}

function mapArrays<Value>(value: Value, change: (array: Numbers, index: number) => Numbers): Value {
  const changed = new Map<unknown, Numbers>();
  const map = (part: unknown): unknown => {
    if (part instanceof Float64Array || part instanceof Float32Array) {
      const known = changed.get(part) ?? change(part, changed.size);
      changed.set(part, known);
      return known;
    }
    if (Array.isArray(part)) return part.map(map);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, own]) => [key, map(own)]));
  };
  return map(value) as Value;
}
