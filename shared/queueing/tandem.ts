import { requireStable, erlangC } from './erlang.ts';
import { type PhaseType, sumOfPhases } from './phase-type.ts';

/**
 * Response over M/M/c stations in a row, Poisson arrivals at the first. Exact where only the first
 * and the last have more than one server: then a request's times at the stations are independent.
 * Source: Burke 1956 and 1968; Reich 1963; Kelly, Reversibility and Stochastic Networks, section 2.2.
 */
export function tandemResponse(
  arrivalRate: number,
  stations: readonly { servers: number; meanService: number }[],
): PhaseType {
  return stations.map((station) => stationResponse(arrivalRate, station)).reduce(sumOfPhases);
}

/** The wait's atom and exponential, then service. */
function stationResponse(
  arrivalRate: number,
  { servers, meanService }: { servers: number; meanService: number },
): PhaseType {
  const offeredLoad = arrivalRate * meanService;
  requireStable(servers, offeredLoad);
  const wait = { start: [erlangC(servers, offeredLoad)], rates: [[(offeredLoad - servers) / meanService]] };
  return sumOfPhases(wait, { start: [1], rates: [[-1 / meanService]] });
}
