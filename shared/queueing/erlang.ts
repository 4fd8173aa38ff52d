/**
 * Probability that an arriving request finds all servers busy and is lost, M/M/c/c.
 * `offeredLoad` in erlangs (arrival rate × mean service time); any law of service time, since the
 * formula depends on its mean alone.
 *
 * Source: Erlang 1917; Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 5th
 * ed., section 3.5. Summed from the top, 1/B = 1 + c/a + c(c−1)/a² + …: every term is positive, so
 * nothing cancels, and about √c terms matter even for millions of servers.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  requireServers(servers);
  requireLoad(offeredLoad);
  if (offeredLoad === 0) return servers === 0 ? 1 : 0;
  let term = 1;
  let sum = 1;
  for (let idle = 0; idle < servers; idle++) {
    const factor = (servers - idle) / offeredLoad;
    term *= factor;
    sum += term;
    if (sum === Infinity) return 0;
    if (factor < 1 && term < sum * 1e-18 * (1 - factor)) break;
  }
  return 1 / sum;
}

/**
 * Probability that an arriving request has to wait, M/M/c with unlimited queue.
 * Throws a RangeError unless `offeredLoad` < `servers`.
 *
 * Source: C = B / (1 − ρ(1 − B)); Gross et al., section 3.3. Exact for exponential service; for
 * other laws see `stationWait`.
 */
export function erlangC(servers: number, offeredLoad: number): number {
  requireStable(servers, offeredLoad);
  const blocking = erlangB(servers, offeredLoad);
  return blocking / (1 - (offeredLoad / servers) * (1 - blocking));
}

/** Throws a RangeError unless the queue can settle: 0 ≤ offered load < servers, servers a whole number ≥ 1. */
export function requireStable(servers: number, offeredLoad: number): void {
  requireServers(servers);
  requireLoad(offeredLoad);
  if (!(offeredLoad < servers)) {
    throw new RangeError(
      `An unlimited queue settles only below full utilization: ${offeredLoad} erlangs offered to ${servers} servers.`,
    );
  }
}

function requireServers(servers: number): void {
  if (!Number.isInteger(servers) || servers < 0) {
    throw new RangeError(`Expected a whole number of servers, got ${servers}.`);
  }
}

function requireLoad(offeredLoad: number): void {
  if (!(offeredLoad >= 0 && offeredLoad < Infinity)) {
    throw new RangeError(`Expected an offered load of at least 0 erlangs, got ${offeredLoad}.`);
  }
}
