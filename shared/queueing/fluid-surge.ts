export interface FluidSurgeInput {
  /** Per second; base below capacity, surge above it. */
  baseRate: number;
  surgeRate: number;
  capacity: number;
  surgeSeconds: number;
}

/**
 * A rectangular surge over capacity as a fluid: what it leaves behind and how long that lasts.
 * Source: Newell, Applications of Queueing Theory, chapter 2. Good where the backlog is large beside
 * its random fluctuation; below full utilization there is no fluid queue at all.
 */
export function fluidSurge({ baseRate, surgeRate, capacity, surgeSeconds }: FluidSurgeInput) {
  if (!(baseRate < capacity))
    throw new RangeError(`Expected a base rate below the capacity ${capacity}, got ${baseRate}.`);
  const peakBacklog = Math.max(0, surgeRate - capacity) * surgeSeconds;
  const drainSeconds = peakBacklog / (capacity - baseRate);
  return {
    /** Requests. */
    peakBacklog,
    drainSeconds,
    maximumWait: peakBacklog / capacity,
    /** Request-seconds. */
    totalDelay: (peakBacklog * (surgeSeconds + drainSeconds)) / 2,
    requestsDelayed: peakBacklog === 0 ? 0 : surgeRate * surgeSeconds + baseRate * drainSeconds,
  };
}
