/**
 * Mean wait in M/G/1: Pollaczek–Khinchine, λE[S²] / (2(1 − ρ)), exact for any law of service.
 * Throws a RangeError unless utilization is below 1. Source: Gross et al., section 6.1.
 */
export function pollaczekKhinchineWait(arrivalRate: number, meanService: number, serviceCv2: number): number {
  const utilization = arrivalRate * meanService;
  if (!(utilization < 1)) throw new RangeError(`Expected a utilization below 1, got ${utilization}.`);
  return (utilization * meanService * (1 + serviceCv2)) / (2 * (1 - utilization));
}
