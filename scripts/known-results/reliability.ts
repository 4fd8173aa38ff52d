import { type Chain, type Move, explore, meanOf, settle } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

const UNITS = 'chain of the units up, solved by elimination';

interface Spares {
  n: number;
  k: number;
  crews: number;
  /** Units that can fail at once. */
  running: (up: number) => number;
  shock?: number;
}

const [MTBF, MTTR] = [500, 12];

function unitsUp({ n, crews, running, shock = 0 }: Spares): Chain {
  return explore([n], ([up]) => [
    ...(up! > 0
      ? [[[up! - 1], (running(up!) * (1 - shock)) / MTBF] as Move, [[0], shock / MTBF] as Move]
      : []),
    ...(up! < n ? [[[up! + 1], Math.min(n - up!, crews) / MTTR] as Move] : []),
  ]);
}

function quantities(spares: Spares) {
  const chain = unitsUp(spares);
  const shares = settle(chain);
  const failing = (spares.running(spares.k) * (1 - (spares.shock ?? 0))) / MTBF;
  return {
    unavailability: meanOf(chain, shares, ([up]) => (up! < spares.k ? 1 : 0)),
    mean_units_up: meanOf(chain, shares, ([up]) => up!),
    outages_per_year: 8760 * meanOf(chain, shares, ([up]) => (up === spares.k ? failing : 0)),
  };
}

export function reliabilityCases(): GoldenCase[] {
  const times = { mtbf_h: MTBF, mttr_h: MTTR };
  const all = (up: number): number => up;
  const source = { source: UNITS };
  const unavailability = (spares: Spares) => ({ unavailability: quantities(spares).unavailability });
  return [
    ...casesOf(
      'own-crews',
      'k-of-n, one crew per unit',
      { n: 4, k: 3, ...times },
      unavailability({ n: 4, k: 3, crews: 4, running: all }),
      source,
    ),
    ...casesOf(
      'one-crew',
      'k-of-n, r repair crews',
      { n: 4, k: 2, crews: 1, ...times },
      quantities({ n: 4, k: 2, crews: 1, running: all }),
      source,
    ),
    ...casesOf(
      'cold',
      '2-of-3 cold standby, 1 crew',
      { n: 3, k: 2, crews: 1, ...times, spare: 'cold' },
      unavailability({ n: 3, k: 2, crews: 1, running: (up) => Math.min(up, 2) }),
      source,
    ),
    ...casesOf(
      'shock',
      'k-of-n with beta-factor common cause',
      { n: 3, k: 2, ...times, beta: 0.08 },
      unavailability({ n: 3, k: 2, crews: 3, running: all, shock: 0.08 }),
      source,
    ),
    ...window(),
  ];
}

/**
 * A window holds when the repairs of the failures in its time up take no longer than what may be
 * down: a Poisson number of exponential times, added up on a grid.
 */
function window(): GoldenCase[] {
  const [slo, mtbf_h, mttr_h, window_h] = [0.99, 300, 2, 730];
  const allowed = (1 - slo) * window_h;
  const cells = 4000;
  const wide = allowed / cells;
  const jump = Array.from({ length: cells + 1 }, (_none, cell) => jumpMass(cell, wide, mttr_h));
  return casesOf(
    'window',
    'single up/down component, calendar window',
    { slo, mtbf_h, mttr_h, window_h },
    { prob_window_meets_slo: compound((window_h - allowed) / mtbf_h, jump) },
    { source: 'Panjer’s recursion for the sum of repairs on a grid of 4000 cells', tolerance: 1e-5 },
  );
}

/** Exponential mass shared between grid points so that means are kept. */
function jumpMass(cell: number, wide: number, mean: number): number {
  const over = (time: number): number => mean * Math.exp(-time / mean); // ∫ of the tail from `time`
  const [below, at, above] = [over(Math.max(0, cell - 1) * wide), over(cell * wide), over((cell + 1) * wide)];
  return cell === 0 ? 1 - (at - above) / wide : (below - 2 * at + above) / wide;
}

/** P(a Poisson number of jumps add up to at most the last cell). Source: Panjer, ASTIN Bulletin 12 (1981). */
function compound(mean: number, jump: number[]): number {
  const masses = [Math.exp(-mean * (1 - jump[0]!))];
  for (let cell = 1; cell < jump.length; cell++) {
    let sum = 0;
    for (let size = 1; size <= cell; size++) sum += size * jump[size]! * masses[cell - size]!;
    masses.push((mean / cell) * sum);
  }
  // The last cell's mass lies half beyond the allowance.
  return masses.reduce((sum, mass) => sum + mass, 0) - masses.at(-1)! / 2;
}
