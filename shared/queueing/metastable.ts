export interface RetryPolicy {
  servers: number;
  /** Retries at most, the first attempt left out; and per fresh request over all. */
  retries: number;
  /** Infinity where there is none. */
  budget: number;
  /** Servers drop calls whose client has given up. */
  dropsExpired: boolean;
}

const POINTS = 400;

/**
 * Utilization by fresh requests above which a backlog longer than clients wait, once there, is kept up
 * by retries alone: a metastable state (Bronson, Aghayev, Charapko and Zhu, Metastable failures in
 * distributed systems, HotOS 2021).
 *
 * Where everything is served it is served too late: 1 / (attempts per failing request). Where expired
 * calls are dropped, an overload of x times the capacity serves 1/x of them, with a time left that is
 * exponential with rate cμ(x − 1) (M/M/c with deterministic patience; Baccelli and Hebuterne 1981): a
 * service fits into it with probability 1 / (1 + c(x − 1)), and the storm lives where the fresh
 * requests behind x are at least x over the attempts that follow. Exponential service.
 */
export function metastableUtilization({ servers, retries, budget, dropsExpired }: RetryPolicy): number {
  const most = 1 + Math.min(retries, budget);
  if (!dropsExpired) return 1 / most;
  let lowest = 1;
  for (let point = 1; point <= POINTS; point++) {
    const overload = 1 + ((most - 1) * point) / POINTS;
    const failing = 1 - 1 / (overload * (1 + servers * (overload - 1)));
    const tried = (failing * (1 - failing ** retries)) / (1 - failing);
    lowest = Math.min(lowest, overload / (1 + Math.min(tried, budget)));
  }
  return lowest;
}
