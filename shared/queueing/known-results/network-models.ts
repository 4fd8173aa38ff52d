import { z } from 'zod';
import { multiServerQueue } from '../multi-server-queue.ts';
import { closedNetwork, openNetwork } from '../network.ts';
import { phaseQuantile } from '../phase-type.ts';
import { tandemResponse } from '../tandem.ts';
import {
  type Answers,
  type KnownModels,
  asPercentile,
  count,
  knownModel,
  memberOf,
  notNegative,
  positive,
  share,
} from './known-model.ts';

/** Several stations. */
export const NETWORK_MODELS: KnownModels = {
  'open Jackson, 3 stations': knownModel(
    z
      .object({
        gamma: z.array(notNegative).min(1),
        routing: z.array(z.array(share)),
        mu: z.array(positive),
        c: z.array(count),
      })
      .refine(
        ({ gamma, routing, mu, c }) =>
          [routing, mu, c, ...routing].every(({ length }) => length === gamma.length),
        'Expected as many service rates, servers, rows and columns of the routing as stations.',
      ),
    ({ gamma, routing, mu, c }) => {
      const meanService = mu.map((rate) => 1 / rate);
      const network = openNetwork({ external: gamma, routing, servers: c, meanService });
      return {
        mean_end_to_end_response: () => network.meanResponse,
        'arrival_rate_station_#': (digits) => memberOf(network.arrivalRates, digits),
        'mean_number_station_#': (digits) => memberOf(network.meanNumbers, digits),
      };
    },
  ),
  'closed, single-server FCFS/PS stations': knownModel(
    z.object({ demands: z.array(positive).min(1), population: z.int().min(0), think: notNegative }),
    ({ demands, population, think }) => {
      const { throughput, response } = closedNetwork(demands, population, think);
      return { throughput: () => throughput, response: () => response };
    },
  ),
  'tandem M/M/1': knownModel(z.object({ lambda: positive, mu: z.array(positive).min(1) }), ({ lambda, mu }) =>
    tandem(
      lambda,
      mu.map((rate) => ({ servers: 1, meanService: 1 / rate })),
    ),
  ),
  'tandem M/M/c -> M/M/c': knownModel(
    z.object({ lambda: positive, stations: z.array(z.object({ c: count, mu: positive })).min(1) }),
    ({ lambda, stations }) =>
      tandem(
        lambda,
        stations.map(({ c, mu }) => ({ servers: c, meanService: 1 / mu })),
      ),
  ),
};

function tandem(arrivalRate: number, stations: { servers: number; meanService: number }[]): Answers {
  const isExact = stations.slice(1, -1).every(({ servers }) => servers === 1);
  return {
    mean_end_to_end_response: () =>
      stations.reduce(
        (sum, { servers, meanService }) =>
          sum + multiServerQueue(servers, arrivalRate, meanService).meanResponse,
        0,
      ),
    'end_to_end_response_p#': (digits) => {
      if (!isExact)
        throw new RangeError('Percentiles are known only where no station in between has several servers.');
      return phaseQuantile(tandemResponse(arrivalRate, stations), asPercentile(digits));
    },
  };
}
