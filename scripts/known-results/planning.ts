import { explore, meanOf, settle, type Move } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

/** Numbers of servers tried one after the other. */
function staffing(): GoldenCase[] {
  const waits = (c: number, a: number): number => {
    const chain = explore([0], ([n]) => [
      ...(n! < 600 ? [[[n! + 1], a] as Move] : []),
      ...(n! > 0 ? [[[n! - 1], Math.min(n!, c)] as Move] : []),
    ]);
    return meanOf(chain, settle(chain), ([n]) => (n! >= c ? 1 : 0));
  };
  let c = 13;
  while (waits(c, 12) > 0.1) c += 1;
  return casesOf(
    'staffing',
    'M/M/c staffing',
    { a: 12, target_prob_wait: 0.1 },
    { min_servers: c },
    { source: 'tried one by one' },
  );
}

/** What N instances do together, looked through one by one. */
function scalability(): GoldenCase[] {
  const [gamma, sigma, kappa] = [100, 0.03, 0.001];
  const does = (n: number): number => (gamma * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  const best = Array.from({ length: 200 }, (_none, index) => index + 1).reduce((a, b) =>
    does(b) > does(a) ? b : a,
  );
  return casesOf(
    'scalability',
    'USL',
    { gamma, sigma, kappa },
    { best_integer_concurrency: best },
    { source: 'looked through one by one' },
  );
}

/** Ends of Clopper and Pearson's interval, where the binomial tail is 2.5 %, the sum term by term. */
function intervals(): GoldenCase[] {
  const [successes, n] = [188, 200];
  const atLeast = (share: number, from: number): number => {
    let term = (1 - share) ** n;
    let below = 0;
    for (let k = 0; k < from; k++) {
      below += term;
      term *= ((n - k) / (k + 1)) * (share / (1 - share));
    }
    return 1 - below;
  };
  const solve = (tail: (share: number) => number): number => {
    let [low, high] = [0, 1];
    for (let round = 0; round < 60; round++) {
      const middle = (low + high) / 2;
      if (tail(middle) < 0.025) low = middle;
      else high = middle;
    }
    return low;
  };
  return casesOf(
    'interval',
    'binomial CI',
    { successes, n, confidence: 0.95 },
    {
      clopper_pearson_lower: solve((share) => atLeast(share, successes)),
      clopper_pearson_upper: 1 - solve((rest) => 1 - atLeast(1 - rest, successes + 1)),
    },
    { source: 'binomial sums, by bisection' },
  );
}

export const planningCases = (): GoldenCase[] => [...staffing(), ...scalability(), ...intervals()];
