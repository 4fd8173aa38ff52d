import { z } from 'zod';
import { count, memberOf, notNegative, positive, share } from '../../queueing/known-results/known-model.ts';
import { openNetwork } from '../../queueing/network.ts';
import type { Network } from '../network.ts';
import { type Effort, type KnownReplays, type Measured, knownReplay } from './known-replay.ts';
import { longRun, memoryOf, quantileAt } from './long-run.ts';
import { exponential, poisson } from './replayed-stations.ts';

export const REPLAYED_NETWORKS: KnownReplays = {
  'open Jackson, 3 stations': knownReplay(
    z.object({
      gamma: z.array(notNegative).min(1),
      routing: z.array(z.array(share)),
      mu: z.array(positive),
      c: z.array(count),
    }),
    ({ gamma, routing, mu, c }, effort) => {
      const rate = gamma.reduce((sum, each) => sum + each, 0);
      const meanService = mu.map((each) => 1 / each);
      const { arrivalRates } = openNetwork({ external: gamma, routing, servers: c, meanService });
      const memory = arrivalRates.reduce(
        (sum, arrivalRate, index) =>
          sum + memoryOf({ servers: c[index]!, arrivalRate, meanService: meanService[index]! }),
        0,
      );
      // Poisson arrivals split by chance are Poisson: all come to a door that takes no time.
      const network: Network = {
        stations: [
          ...c.map((servers, index) => ({ id: `station ${index + 1}`, servers })),
          { id: 'door', servers: Infinity },
        ],
        streams: [
          {
            id: 'requests',
            arrivals: poisson(rate),
            route: [
              {
                kind: 'visit',
                station: c.length,
                service: { kind: 'deterministic', mean: 0 },
                next: gamma.map((each, index) => ({ step: index + 1, chance: each / rate })),
              },
              ...routing.map((row, index) => ({
                kind: 'visit' as const,
                station: index,
                service: exponential(meanService[index]!),
                next: row.map((chance, to) => ({ step: to + 1, chance })),
              })),
            ],
          },
        ],
      };
      const { streams, stations } = longRun({ network, rate, memory }, effort, []);
      return {
        mean_end_to_end_response: () => streams[0]!.response?.mean ?? null,
        'arrival_rate_station_#': (digits) => memberOf(stations.slice(0, -1), digits).callRate,
        'mean_number_station_#': (digits) => memberOf(stations.slice(0, -1), digits).number,
      };
    },
  ),
  'closed, single-server FCFS/PS stations': knownReplay(
    z.object({ demands: z.array(positive).min(1), population: count, think: notNegative }),
    ({ demands, population, think }, effort) => {
      const network: Network = {
        stations: demands.map((_demand, index) => ({ id: `station ${index + 1}`, servers: 1 })),
        streams: [
          {
            id: 'customers',
            arrivals: {
              kind: 'population',
              size: population,
              think: think === 0 ? { kind: 'deterministic', mean: 0 } : exponential(think),
            },
            route: demands.map((demand, station) => ({
              kind: 'visit',
              station,
              service: exponential(demand),
            })),
          },
        ],
      };
      const slowest = Math.max(...demands);
      const rate = Math.min(1 / slowest, population / (think + slowest));
      const memory = think + population * slowest;
      const { streams } = longRun({ network, rate, memory }, effort, []);
      return {
        throughput: () => streams[0]!.throughput,
        response: () => streams[0]!.response?.mean ?? null,
      };
    },
  ),
  'tandem M/M/1': knownReplay(
    z.object({ lambda: positive, mu: z.array(positive).min(1) }),
    ({ lambda, mu }, effort, percentiles) =>
      tandem(
        lambda,
        mu.map((rate) => ({ c: 1, mu: rate })),
        effort,
        percentiles,
      ),
  ),
  'tandem M/M/c -> M/M/c': knownReplay(
    z.object({ lambda: positive, stations: z.array(z.object({ c: count, mu: positive })).min(1) }),
    ({ lambda, stations }, effort, percentiles) => tandem(lambda, stations, effort, percentiles),
  ),
};

function tandem(
  lambda: number,
  row: readonly { c: number; mu: number }[],
  effort: Effort,
  percentiles: readonly string[],
): Measured {
  const network: Network = {
    stations: row.map(({ c }, index) => ({ id: `station ${index + 1}`, servers: c })),
    streams: [
      {
        id: 'requests',
        arrivals: poisson(lambda),
        route: row.map(({ mu }, station) => ({ kind: 'visit', station, service: exponential(1 / mu) })),
      },
    ],
  };
  const memory = row.reduce(
    (sum, { c, mu }) => sum + memoryOf({ servers: c, arrivalRate: lambda, meanService: 1 / mu }),
    0,
  );
  const { streams } = longRun({ network, rate: lambda, memory }, effort, percentiles);
  return {
    mean_end_to_end_response: () => streams[0]!.response?.mean ?? null,
    'end_to_end_response_p#': (digits) => quantileAt(streams[0]!.response?.quantiles, percentiles, digits),
  };
}
