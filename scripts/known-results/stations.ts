import { type Chain, type Move, explore, lastsLonger, meanOf, quantileOf, settle } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

const NUMBERS =
  'chain of the number in the system, solved by elimination; times by the chain of whoever is ahead';

/** Numbers after which nothing is left of a queue below capacity, to the tolerance of the table. */
const FAR = 400;

/** M/M/c with room for `most` and patience: a birth-death chain. */
function birthDeath(most: number, birth: (n: number) => number, death: (n: number) => number): Chain {
  return explore([0], ([n]) => [
    ...(n! < most ? [[[n! + 1], birth(n!)] as Move] : []),
    ...(n! > 0 ? [[[n! - 1], death(n!)] as Move] : []),
  ]);
}

/**
 * Whoever finds n in an M/M/c system waits for n − c + 1 departures at the full rate, then is served:
 * P(wait > t) and P(response > t) from the chances of what is found.
 */
function timesIn(c: number, mu: number, found: Float64Array) {
  // States: 0 done, 1 in service, 2, 3, … waiting for so many departures less 1.
  const chain: Chain = {
    states: [[0], [1], ...Array.from(found, (_none, place) => [place + 2])],
    moves: [
      [],
      [{ to: 0, rate: mu }],
      ...Array.from(found, (_none, place) => [{ to: place + 1, rate: c * mu }]),
    ],
  };
  const start = new Float64Array(chain.states.length);
  found.forEach((chance, n) => (start[n < c ? 1 : n - c + 2]! += chance));
  const waitChain: Chain = {
    states: chain.states,
    moves: chain.moves.map((list, place) =>
      place <= 1 ? [] : place === 2 ? [{ to: 0, rate: c * mu }] : list,
    ),
  };
  const waitStart = Float64Array.from(start);
  waitStart[0] = waitStart[1]!;
  waitStart[1] = 0;
  return {
    wait: (probability: number) => quantileOf((time) => lastsLonger(waitChain, waitStart, time), probability),
    response: (probability: number) => quantileOf((time) => lastsLonger(chain, start, time), probability),
  };
}

function multiServer(prefix: string, c: number, lambda: number, mu: number): GoldenCase[] {
  const chain = birthDeath(
    FAR,
    () => lambda,
    (n) => Math.min(n, c) * mu,
  );
  const shares = settle(chain);
  const waiting = meanOf(chain, shares, ([n]) => Math.max(0, n! - c));
  const times = timesIn(c, mu, shares);
  const values = {
    prob_wait: meanOf(chain, shares, ([n]) => (n! >= c ? 1 : 0)),
    mean_wait: waiting / lambda,
    wait_p95: times.wait(0.95),
    response_p95: times.response(0.95),
    response_p99: times.response(0.99),
  };
  if (c > 1) return casesOf(prefix, 'M/M/c', { c, lambda, mu }, values, { source: NUMBERS });
  const { prob_wait: _left, ...others } = values;
  const number = meanOf(chain, shares, ([n]) => n!);
  return casesOf(
    prefix,
    'M/M/1',
    { lambda, mu },
    { ...others, mean_number_in_system: number },
    { source: NUMBERS },
  );
}

function finiteRoom(): GoldenCase[] {
  const [c, K, lambda, mu] = [3, 9, 3.5, 1.1];
  const chain = birthDeath(
    K,
    () => lambda,
    (n) => Math.min(n, c) * mu,
  );
  const shares = settle(chain);
  const lost = shares[K]!;
  const admitted = shares.slice(0, K).map((share) => share / (1 - lost));
  const waiting = meanOf(chain, shares, ([n]) => Math.max(0, n! - c));
  return casesOf(
    'room',
    'M/M/c/K',
    { c, K, lambda, mu },
    {
      loss_probability: lost,
      throughput: meanOf(chain, shares, ([n]) => Math.min(n!, c) * mu),
      mean_wait_of_admitted: waiting / (lambda * (1 - lost)),
      wait_p95_of_admitted: timesIn(c, mu, admitted).wait(0.95),
    },
    { source: NUMBERS },
  );
}

function lossAndDelay(): GoldenCase[] {
  const loss = settle(
    birthDeath(
      7,
      () => 5.2,
      (n) => n,
    ),
  );
  const delay = birthDeath(
    FAR,
    () => 4.7,
    (n) => Math.min(n, 6),
  );
  return [
    ...casesOf(
      'erlang-b',
      'ErlangB',
      { c: 7, a: 5.2 },
      { blocking_probability: loss[7]! },
      { source: NUMBERS },
    ),
    ...casesOf(
      'erlang-c',
      'ErlangC',
      { c: 6, a: 4.7 },
      { delay_probability: meanOf(delay, settle(delay), ([n]) => (n! >= 6 ? 1 : 0)) },
      { source: NUMBERS },
    ),
  ];
}

function impatient(): GoldenCase[] {
  const [c, lambda, mu, patience_rate] = [6, 6.4, 1, 0.4];
  const chain = birthDeath(
    150,
    () => lambda,
    (n) => Math.min(n, c) * mu + Math.max(0, n - c) * patience_rate,
  );
  const shares = settle(chain);
  const waiting = meanOf(chain, shares, ([n]) => Math.max(0, n! - c));
  return casesOf(
    'patience',
    'M/M/c+M',
    { c, lambda, mu, patience_rate },
    {
      prob_wait: meanOf(chain, shares, ([n]) => (n! >= c ? 1 : 0)),
      prob_abandon: (waiting * patience_rate) / lambda,
      mean_wait_all: waiting / lambda,
    },
    { source: NUMBERS },
  );
}

export const stationCases = (): GoldenCase[] => [
  ...lossAndDelay(),
  ...multiServer('mm1', 1, 0.7, 1),
  ...multiServer('mm3', 3, 2.5, 1),
  ...multiServer('mm12', 12, 9, 1),
  ...finiteRoom(),
  ...impatient(),
];
