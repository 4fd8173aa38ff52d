import { erlangC } from './erlang.ts';

/** Work of one priority class; classes are listed from the highest priority down. */
export interface PriorityClassLoad {
  arrivalRate: number;
  meanService: number;
  serviceCv2: number;
}

/**
 * Mean wait of each class at one server that finishes what it began (non-preemptive). A class whose
 * load and that above it reach 1 waits for ever: Infinity.
 * Source: Cobham, Operations Research 2 (1954); Kleinrock, Queueing Systems 2, section 3.2.
 */
export function priorityWaits(classes: readonly PriorityClassLoad[]): number[] {
  const residual = classes.reduce((sum, load) => sum + residualWork(load), 0);
  return cumulativeLoads(classes).map(({ above, upTo }) =>
    upTo < 1 ? residual / ((1 - above) * (1 - upTo)) : Infinity,
  );
}

/**
 * Mean wait of each class at c servers with one exponential service time for all classes,
 * non-preemptive. Source: Cobham 1954; Gross et al., section 4.4.2.
 */
export function multiServerPriorityWaits(
  servers: number,
  arrivalRates: readonly number[],
  meanService: number,
): number[] {
  const total = arrivalRates.reduce((sum, rate) => sum + rate, 0) * meanService;
  // Overloaded, the servers are always busy, and classes above the overload still settle.
  const waits = total < servers ? erlangC(servers, total) : 1;
  const residual = (waits * meanService) / servers;
  return cumulativeLoads(
    arrivalRates.map((arrivalRate) => ({ arrivalRate, meanService: meanService / servers })),
  ).map(({ above, upTo }) => (upTo < 1 ? residual / ((1 - above) * (1 - upTo)) : Infinity));
}

/**
 * Mean response of each class at one server that drops its work for a higher class and resumes it
 * later. Source: Kleinrock, Queueing Systems 2, section 3.3; Gross et al., section 4.4.3.
 */
export function preemptiveResponses(classes: readonly PriorityClassLoad[]): number[] {
  let residual = 0;
  return cumulativeLoads(classes).map(({ above, upTo }, index) => {
    residual += residualWork(classes[index]!);
    if (upTo >= 1) return Infinity;
    return classes[index]!.meanService / (1 - above) + residual / ((1 - above) * (1 - upTo));
  });
}

const residualWork = ({ arrivalRate, meanService, serviceCv2 }: PriorityClassLoad): number =>
  (arrivalRate * meanService ** 2 * (1 + serviceCv2)) / 2;

function cumulativeLoads(
  classes: readonly Pick<PriorityClassLoad, 'arrivalRate' | 'meanService'>[],
): { above: number; upTo: number }[] {
  let upTo = 0;
  return classes.map(({ arrivalRate, meanService }) => {
    const above = upTo;
    upTo += arrivalRate * meanService;
    return { above, upTo };
  });
}
