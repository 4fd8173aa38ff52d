import { requireStable } from './erlang.ts';

/**
 * M/D/1: one server, every service takes `serviceTime` seconds. `waitTail(t)` is P(wait > t).
 *
 * Source: Pollaczek–Khinchine for the mean, Gross et al. section 6.1; the distribution after Franx,
 * A simple solution for the M/D/c waiting time distribution, Operations Research Letters 29 (2001):
 * positive terms only, where the classical sum of Crommelin alternates. Throws a RangeError unless
 * utilization is below 1.
 */
export function deterministicQueue(arrivalRate: number, serviceTime: number) {
  const utilization = arrivalRate * serviceTime;
  requireStable(1, utilization);
  const chain = createNumberInSystem(utilization);
  return {
    meanWait: (utilization * serviceTime) / (2 * (1 - utilization)),
    /** P(more than n in the system) = P(wait > n services), n ≥ 1. */
    numberTail: (n: number) => Math.max(0, 1 - (1 - utilization) * chain.cumulative(n)),
    waitTail(seconds: number): number {
      if (seconds < 0) return 1;
      const services = Math.floor(seconds / serviceTime) + 1;
      const left = utilization * (services - seconds / serviceTime);
      let poisson = Math.exp(-left);
      let within = 0;
      for (let arrivals = 0; arrivals < services; arrivals++) {
        within += poisson * chain.cumulative(services - arrivals);
        poisson *= left / (arrivals + 1);
        if (poisson < 1e-20) break;
      }
      return Math.max(0, 1 - (1 - utilization) * within);
    },
  };
}

/**
 * Loss of M/D/1/B, `capacity` B counting the one in service: the share of Poisson arrivals that
 * finds B in the system. Any utilization above 0; exact to about 1e-14 absolute.
 *
 * Source: embedded chain at departures, Gross et al. section 6.1.4: blocking = 1 − 1/(π₀ + ρ).
 */
export function deterministicLoss(utilization: number, capacity: number): number {
  if (utilization === 0) return 0;
  if (capacity === 1) return utilization / (1 + utilization);
  if (utilization > 700) return 1 - 1 / utilization; // the server never idles, to the last digit
  const chain = createNumberInSystem(utilization);
  const total = chain.cumulative(capacity - 1);
  return Math.max(0, 1 - 1 / (1 / total + utilization));
}

/**
 * Numbers left behind by departures, relative to "none": w₀ = 1 and, since every step down is by
 * one, a₀ w_{n+1} = P(A > n) w₀ + Σ P(A > n − k + 1) w_k, with A the Poisson arrivals during a
 * service. `cumulative(n)` is w₀ + … + w_n, Infinity past the largest double.
 */
function createNumberInSystem(utilization: number): { cumulative(n: number): number } {
  const none = Math.exp(-utilization);
  const moreThan = poissonTails(utilization);
  const weights = [1];
  const sums = [1];
  return {
    cumulative(n) {
      while (weights.length <= n && sums.at(-1)! < Infinity) {
        const last = weights.length - 1;
        let up = last < moreThan.length ? moreThan[last]! : 0;
        for (let k = Math.max(1, last + 2 - moreThan.length); k <= last; k++)
          up += weights[k]! * moreThan[last - k + 1]!;
        weights.push(up / none);
        sums.push(sums.at(-1)! + up / none);
      }
      return sums[Math.min(n, sums.length - 1)]!;
    },
  };
}

/** P(A > n) for n = 0, 1, … until it vanishes. */
function poissonTails(mean: number): number[] {
  const weights = [Math.exp(-mean)];
  for (let n = 1; n < mean + 20 * Math.sqrt(mean) + 40; n++) weights.push((weights[n - 1]! * mean) / n);
  const tails: number[] = [];
  let tail = 0;
  for (let n = weights.length - 1; n >= 0; n--) {
    tails[n] = tail;
    tail += weights[n]!;
  }
  return tails;
}
