import { erlangC } from './erlang.ts';
import { solveLinear } from './linear-system.ts';

export interface OpenNetworkInput {
  /** Arrivals from outside at each station, per second. */
  external: readonly number[];
  /** Share of departures of station i that go to j; the rest leaves. */
  routing: readonly (readonly number[])[];
  servers: readonly number[];
  meanService: readonly number[];
}

/**
 * Open Jackson network of M/M/c stations: arrival rates from the traffic equations, each station as
 * if it stood alone. Source: Jackson 1957; Gross et al., section 5.2. Throws a RangeError where a
 * station is full.
 */
export function openNetwork({ external, routing, servers, meanService }: OpenNetworkInput) {
  const rates = solveLinear(
    external.map((rate, to) => [
      ...external.map((_none, from) => (from === to ? 1 : 0) - routing[from]![to]!),
      rate,
    ]),
  );
  const meanNumbers = rates.map((rate, station) => {
    const offered = rate * meanService[station]!;
    const utilization = offered / servers[station]!;
    return offered + (erlangC(servers[station]!, offered) * utilization) / (1 - utilization);
  });
  const entering = external.reduce((sum, rate) => sum + rate, 0);
  return {
    arrivalRates: rates,
    meanNumbers,
    meanResponse: meanNumbers.reduce((sum, mean) => sum + mean, 0) / entering,
  };
}

/**
 * Closed network of single servers and a think time: exact mean value analysis. `demands` are the
 * seconds one cycle asks of each station.
 * Source: Reiser and Lavenberg 1980; Lazowska et al., Quantitative System Performance, chapter 6.
 */
export function closedNetwork(
  demands: readonly number[],
  population: number,
  thinkTime: number,
): { throughput: number; response: number } {
  let queues = demands.map(() => 0);
  let response = 0;
  let throughput = 0;
  for (let customers = 1; customers <= population; customers++) {
    const residence = demands.map((demand, station) => demand * (1 + queues[station]!));
    response = residence.reduce((sum, time) => sum + time, 0);
    throughput = customers / (thinkTime + response);
    queues = residence.map((time) => throughput * time);
  }
  return { throughput, response };
}
