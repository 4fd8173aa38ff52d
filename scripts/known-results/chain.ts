/*
 * Markov chains solved by brute force, from nothing but their moves: what the closed forms are
 * checked against. Nothing of shared/queueing is used here.
 */

/** A move of the chain: where to, and at which rate. */
export type Move = readonly [to: readonly number[], rate: number];

export interface Chain {
  states: (readonly number[])[];
  /** By state: positions of others, and rates. */
  moves: { to: number; rate: number }[][];
}

/** All states that can be reached, in the order in which they are. `movesFrom` leaves out what lies outside. */
export function explore(start: readonly number[], movesFrom: (state: readonly number[]) => Move[]): Chain {
  const places = new Map<string, number>([[start.join(), 0]]);
  const states = [start];
  const moves: Chain['moves'] = [];
  for (let place = 0; place < states.length; place++) {
    moves.push(
      movesFrom(states[place]!)
        .filter(([, rate]) => rate > 0)
        .map(([to, rate]) => {
          const key = to.join();
          if (!places.has(key)) {
            places.set(key, states.length);
            states.push(to);
          }
          return { to: places.get(key)!, rate };
        }),
    );
  }
  return { states, moves };
}

/**
 * Long-run shares of the states: elimination from the last state to the first, without subtractions,
 * within the band the moves reach (Grassmann, Taksar and Heyman 1985).
 */
export function settle({ states, moves }: Chain): Float64Array {
  const size = states.length;
  const reach = moves.reduce(
    (widest, list, from) => list.reduce((most, { to }) => Math.max(most, Math.abs(to - from)), widest),
    1,
  );
  const width = 2 * reach + 1;
  const band = new Float64Array(size * width);
  const at = (from: number, to: number): number => from * width + to - from + reach;
  moves.forEach((list, from) => list.forEach(({ to, rate }) => (band[at(from, to)]! += rate)));
  const outs = new Float64Array(size);
  for (let last = size - 1; last > 0; last--) {
    const first = Math.max(0, last - reach);
    for (let to = first; to < last; to++) outs[last]! += band[at(last, to)]!;
    for (let from = first; from < last; from++) {
      const factor = band[at(from, last)]! / outs[last]!;
      if (factor === 0) continue;
      for (let to = first; to < last; to++) band[at(from, to)]! += factor * band[at(last, to)]!;
    }
  }
  const shares = new Float64Array(size);
  shares[0] = 1;
  for (let place = 1; place < size; place++) {
    for (let from = Math.max(0, place - reach); from < place; from++)
      shares[place]! += (shares[from]! * band[at(from, place)]!) / outs[place]!;
  }
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Mean over the chain's long run. */
export function meanOf(
  chain: Chain,
  shares: Float64Array,
  value: (state: readonly number[]) => number,
): number {
  return chain.states.reduce((sum, state, place) => sum + shares[place]! * value(state), 0);
}

/**
 * P(still somewhere else than in state 0 after `time`) from the given chances, where state 0 is the
 * end: a Poisson number of steps (uniformization).
 */
export function lastsLonger(chain: Chain, start: Float64Array, time: number): number {
  const pace = chain.moves.reduce(
    (most, list) =>
      Math.max(
        most,
        list.reduce((sum, { rate }) => sum + rate, 0),
      ),
    0,
  );
  const mean = pace * time;
  let now = Float64Array.from(start);
  let poisson = Math.exp(-mean);
  let ended = 0;
  let all = 0;
  for (let step = 0; step < mean + 12 * Math.sqrt(mean) + 60; step++) {
    ended += poisson * now[0]!;
    all += poisson;
    poisson *= mean / (step + 1);
    const next = Float64Array.from(now);
    chain.moves.forEach((list, from) => {
      if (from === 0) return;
      for (const { to, rate } of list) {
        const share = (now[from]! * rate) / pace;
        next[from]! -= share;
        next[to]! += share;
      }
    });
    now = next;
  }
  return all - ended;
}

/** Time that is passed with the chance 1 − probability, by bisection. */
export function quantileOf(lasts: (time: number) => number, probability: number): number {
  if (lasts(0) <= 1 - probability) return 0;
  let [low, high] = [0, 1];
  while (lasts(high) > 1 - probability) high *= 2;
  for (let round = 0; round < 46; round++) {
    const middle = (low + high) / 2;
    if (lasts(middle) > 1 - probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
