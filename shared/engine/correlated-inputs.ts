import type { Plan } from '../domain/plan.ts';
import { STRATA, strataOf, stratifiedUniform, uniformInStratum } from '../statistics/random.ts';
import { lowerRoot } from '../statistics/cholesky.ts';
import { correlateRanks, scoreCorrelation } from '../statistics/rank-correlation.ts';

type Correlation = Plan['correlations'][number];

/** Uncertain quantities that move together, directly or through others. */
export interface CorrelatedGroup {
  /** In the order in which the plan first names them. */
  paths: string[];
  /** Correlation of normal scores, row by row; 0 where the plan says nothing of a pair. */
  matrix: Float64Array;
}

export type Uniform = (seed: number, replication: number, purpose: string) => number;

/**
 * Numbers in (0, 1) for uncertain quantities: each hits every 64th of a block of 64 replications
 * once, correlated ones in orders with the plan's rank correlations (E5, E6).
 */
export function createUniforms(correlations: readonly Correlation[]): Uniform {
  const places = new Map<string, { group: ReturnType<typeof createStrata>; column: number }>();
  for (const group of correlatedGroups(correlations)) {
    const strata = createStrata(group);
    group.paths.forEach((path, column) => places.set(path, { group: strata, column }));
  }
  if (places.size === 0) return stratifiedUniform;
  return (seed, replication, purpose) => {
    const place = places.get(purpose);
    if (!place) return stratifiedUniform(seed, replication, purpose);
    const stratum = place.group(seed, replication)[place.column]![replication % STRATA]!;
    return uniformInStratum(seed, replication, purpose, stratum);
  };
}

/** Remembers the block it was asked for last. */
function createStrata({ paths, matrix }: CorrelatedGroup) {
  const root = lowerRoot(matrix, paths.length);
  if (!root) throw new RangeError(`The correlations of ${paths.join(', ')} contradict each other.`);
  let known = '';
  let strata: Uint8Array[] = [];
  return (seed: number, replication: number): Uint8Array[] => {
    const block = `${seed}/${Math.floor(replication / STRATA)}`;
    if (block !== known) {
      const own = paths.map((path) => strataOf(seed, replication, path));
      strata = correlateRanks(own, root);
      known = block;
    }
    return strata;
  };
}

export function correlatedGroups(correlations: readonly Correlation[]): CorrelatedGroup[] {
  const groups: string[][] = [];
  for (const { between } of correlations) {
    const joined = groups.filter((paths) => between.some((path) => paths.includes(path)));
    const others = groups.filter((paths) => !joined.includes(paths));
    groups.splice(0, Infinity, ...others, [...new Set([...joined.flat(), ...between])]);
  }
  return groups.map((paths) => ({
    paths,
    matrix: Float64Array.from(
      paths.flatMap((row) =>
        paths.map((column) =>
          row === column ? 1 : scoreCorrelation(rankBetween(correlations, row, column)),
        ),
      ),
    ),
  }));
}

function rankBetween(correlations: readonly Correlation[], one: string, other: string): number {
  const found = correlations.find(
    ({ between: [a, b] }) => (a === one && b === other) || (a === other && b === one),
  );
  return found?.rank ?? 0;
}
