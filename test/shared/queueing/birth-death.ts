/**
 * Stationary probabilities of a birth-death chain on 0 … `last`, straight from the balance of
 * neighbours: what the closed forms are checked against.
 */
export function birthDeath(
  last: number,
  birth: (state: number) => number,
  death: (state: number) => number,
): number[] {
  const weights = [1];
  for (let state = 1; state <= last; state++)
    weights.push((weights[state - 1]! * birth(state - 1)) / death(state));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
