import { type ArrivalLaw, fitArrivalLaw } from './arrival-law.ts';
import { requireStable } from './erlang.ts';

export interface RenewalQueueInput {
  servers: number;
  /** Arrivals per second. */
  arrivalRate: number;
  /** Seconds; exponential. */
  meanService: number;
  /** Squared coefficient of variation of the time between arrivals. */
  arrivalCv2: number;
}

/**
 * GI/M/c: waiting when arrivals are renewals and service is exponential. The wait of those who wait
 * is exponential with rate cμ(1 − σ).
 *
 * Source: Takács, Introduction to the Theory of Queues (1962), chapter 2; Kleinrock, Queueing
 * Systems 1, sections 6.4 and 6.5; Gross et al., section 6.3. Exact for the fitted arrival law.
 * Costs one transform per server. Throws a RangeError unless utilization is above 0 and below 1.
 */
export function renewalQueue(input: RenewalQueueInput): { sigma: number; waitProbability: number } {
  const { servers, arrivalRate, meanService, arrivalCv2 } = input;
  requireStable(servers, arrivalRate * meanService);
  const law = fitArrivalLaw(arrivalRate, arrivalCv2);
  const idle = takacsRoot(law, servers / meanService);
  return { sigma: 1 - idle, waitProbability: waitProbability(law, servers, 1 / meanService, idle) };
}

/**
 * 1 − σ, where σ in (0, 1) solves σ = A*(cμ(1 − σ)). `fullRate` is cμ, per second. The complement is
 * solved for, since it keeps its digits when the station is nearly full.
 */
export function takacsRoot(law: ArrivalLaw, fullRate: number): number {
  let idle = 1;
  // 1 − A*(cμu) − u is concave: from the right Newton's steps fall towards the root and never pass it.
  for (let round = 0; round < 200; round++) {
    const excess = idle - law.complement(fullRate * idle);
    const next = idle - excess / (1 - fullRate * law.slope(fullRate * idle));
    if (!(next > 0) || Math.abs(idle - next) <= 1e-15 * idle) break;
    idle = next;
  }
  return idle;
}

/**
 * Takács' sum for P(wait > 0) = [1 + (1 − σ) Σ (c over j) / (C_j (1 − φ_j)) · (c(1 − φ_j) − j) / (c(1 − σ) − j)]⁻¹
 * with φ_j = A*(jμ) and C_j = Π φ_k / (1 − φ_k). All terms are positive; they are kept as logarithms,
 * since for hundreds of servers they pass the largest double.
 */
function waitProbability(law: ArrivalLaw, servers: number, serviceRate: number, idle: number): number {
  const logTerms: number[] = [0];
  let logWeight = 0;
  for (let j = 1; j <= servers; j++) {
    const complement = law.complement(j * serviceRate);
    logWeight += Math.log(((servers - j + 1) / j) * (complement / (1 - complement)));
    const gap = servers * idle - j;
    const ratio =
      Math.abs(gap) < 1e-7 * servers
        ? 1 - servers * serviceRate * law.slope(j * serviceRate) // both vanish: their derivatives' ratio
        : (servers * complement - j) / gap;
    logTerms.push(Math.log(idle) + logWeight - Math.log(complement) + Math.log(ratio));
  }
  const largest = logTerms.reduce((a, b) => Math.max(a, b));
  if (largest === Infinity) return 0;
  const sum = logTerms.reduce((total, term) => total + Math.exp(term - largest), 0);
  return Math.exp(-largest) / sum;
}
