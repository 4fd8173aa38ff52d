import { type MarkovArrivals, outRates } from './markov-arrivals.ts';
import { type Matrix, addProduct, identity, orderOf } from './matrix.ts';

/** Below this a term adds nothing to sums of probabilities, nor to ratios of those worth telling. */
const NEGLIGIBLE = 1e-40;

/**
 * Chance of n arrivals within `seconds` together with the phase then, by the phase now, for n = 0,
 * 1, … until the chance vanishes.
 *
 * Source: uniformization, Lucantoni 1991, section 3, of a time so short that few moves happen; then
 * the time is doubled: n arrivals are i in the first half and n − i in the second. Terms are
 * positive throughout. Costs about n² products of matrices per doubling.
 */
export function arrivalCounts(arrivals: MarkovArrivals, seconds: number): Matrix[] {
  const pace = outRates(arrivals.silent).reduce((a, b) => Math.max(a, b));
  const doublings = Math.max(0, Math.ceil(Math.log2(pace * seconds)));
  let counts = shortCounts(arrivals, pace, seconds / 2 ** doublings);
  for (let round = 0; round < doublings; round++) counts = doubled(counts);
  return counts;
}

function shortCounts({ silent, arriving }: MarkovArrivals, pace: number, seconds: number): Matrix[] {
  const order = orderOf(silent);
  const staying = silent.map((rate, place) => rate / pace + (place % (order + 1) === 0 ? 1 : 0));
  const counting = arriving.map((rate) => rate / pace);
  const mean = pace * seconds;
  const counts: Matrix[] = [];
  let afterMoves = [identity(order)];
  let poisson = Math.exp(-mean);
  for (let moves = 0; poisson > NEGLIGIBLE; moves++) {
    afterMoves.forEach((chances, n) => {
      const sum = (counts[n] ??= new Float64Array(order * order));
      for (let place = 0; place < chances.length; place++) sum[place]! += poisson * chances[place]!;
    });
    poisson *= mean / (moves + 1);
    const next: Matrix[] = [];
    for (let n = 0; n <= moves + 1; n++) {
      const chances = new Float64Array(order * order);
      if (afterMoves[n]) addProduct(chances, afterMoves[n]!, staying);
      if (afterMoves[n - 1]) addProduct(chances, afterMoves[n - 1]!, counting);
      next.push(chances);
    }
    afterMoves = next;
  }
  return withoutTail(counts);
}

function doubled(counts: Matrix[]): Matrix[] {
  const result: Matrix[] = [];
  for (let n = 0; n <= 2 * (counts.length - 1); n++) {
    const chances = new Float64Array(counts[0]!.length);
    const first = Math.max(0, n - counts.length + 1);
    for (let half = first; half <= Math.min(n, counts.length - 1); half++)
      addProduct(chances, counts[half]!, counts[n - half]!);
    result.push(chances);
  }
  return withoutTail(result);
}

function withoutTail(counts: Matrix[]): Matrix[] {
  let length = counts.length;
  while (length > 1 && counts[length - 1]!.every((chance) => chance < NEGLIGIBLE)) length -= 1;
  return counts.slice(0, length);
}
