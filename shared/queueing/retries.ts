import { erlangB } from './erlang.ts';

/**
 * Attempts per request, and the share that fails for good, when each attempt fails independently
 * and at most `maximumRetries` follow the first: (1 − p^(n+1)) / (1 − p) and p^(n+1).
 */
export function retryAmplification(
  failureShare: number,
  maximumRetries: number,
): { attempts: number; finalFailure: number } {
  const finalFailure = failureShare ** (maximumRetries + 1);
  const attempts = failureShare === 1 ? maximumRetries + 1 : (1 - finalFailure) / (1 - failureShare);
  return { attempts, finalFailure };
}

/**
 * Loss system whose rejected requests come back with probability `persistence`, long after: the
 * total rate solves λ_tot = λ / (1 − H·B(c, λ_tot/μ)).
 * Source: Cohen 1957; Falin and Templeton, Retrial Queues (1997), section 2.7: the limit of slow
 * retries. Throws a RangeError where everybody returns for ever to too few servers.
 */
export function retryEquilibrium(input: {
  servers: number;
  arrivalRate: number;
  meanService: number;
  persistence: number;
}): {
  attemptRate: number;
  finalLoss: number;
} {
  const { servers, arrivalRate, meanService, persistence } = input;
  if (persistence >= 1 && arrivalRate * meanService >= servers) {
    throw new RangeError(
      `Nobody gives up, and ${arrivalRate * meanService} erlangs do not fit ${servers} servers.`,
    );
  }
  const fresh = (rate: number): number => rate * (1 - persistence * erlangB(servers, rate * meanService));
  let low = arrivalRate;
  let high = 2 * arrivalRate;
  while (fresh(high) < arrivalRate) high *= 2;
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (fresh(middle) < arrivalRate) low = middle;
    else high = middle;
  }
  const blocking = erlangB(servers, high * meanService);
  return { attemptRate: high, finalLoss: ((1 - persistence) * blocking) / (1 - persistence * blocking) };
}
