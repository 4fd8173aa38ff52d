import { z } from 'zod';
import { type KnownLaw, cv2OfKnownLaw, parseKnownLaw } from '../../queueing/known-results/known-law.ts';
import { count, memberOf, notNegative, positive } from '../../queueing/known-results/known-model.ts';
import { generalArrivals, generalService } from '../../queueing/known-results/waiting-models.ts';
import type { NetworkResult } from '../network-result.ts';
import type { Law, Network, Station, Stream } from '../network.ts';
import { type Effort, type KnownReplays, type Measured, knownReplay } from './known-replay.ts';
import { longRun, memoryOf, quantileAt } from './long-run.ts';

export const exponential = (mean: number): Law => ({ kind: 'exponential', mean });

export const poisson = (rate: number): Stream['arrivals'] => ({
  kind: 'renewal',
  rate,
  law: exponential(1),
});

/** One station, one stream that visits it once. */
export function oneStation(
  station: Omit<Station, 'id'>,
  arrivals: Stream['arrivals'],
  service: Law,
  stream: Partial<Stream> = {},
): Network {
  return {
    stations: [{ id: 'station', ...station }],
    streams: [{ id: 'requests', arrivals, route: [{ kind: 'visit', station: 0, service }], ...stream }],
  };
}

/** A law by its cv² alone: gamma below 1, two exponentials with balanced means above. */
const lawOfCv2 = (mean: number, cv2: number): Law =>
  cv2 === 0
    ? { kind: 'deterministic', mean }
    : cv2 > 1
      ? { kind: 'hyperexponential', mean, cv2 }
      : { kind: 'gamma', mean, cv2 };

const withMean = (law: KnownLaw, mean: number): Law => ({ ...law, mean });

const servers = { c: count, lambda: positive, mu: positive };
const classes = { lambda: z.array(positive).min(1) };

export const REPLAYED_STATIONS: KnownReplays = {
  ErlangB: knownReplay(z.object({ c: count, a: positive }), ({ c, a }, effort) => {
    const memory = memoryOf({ servers: c, arrivalRate: a, meanService: 1, places: 0 });
    const network = oneStation({ servers: c, places: 0 }, poisson(a), exponential(1));
    const { streams } = longRun({ network, rate: a, memory }, effort, []);
    return { blocking_probability: () => streams[0]!.losses?.rejected ?? null };
  }),
  ErlangC: knownReplay(z.object({ c: count, a: positive }), ({ c, a }, effort) => ({
    delay_probability: () => station(c, a, 1, 'exponential', 'exponential', effort, []).prob_wait!(''),
  })),
  'M/M/1': knownReplay(z.object({ lambda: positive, mu: positive }), ({ lambda, mu }, effort, percentiles) =>
    station(1, lambda, 1 / mu, 'exponential', 'exponential', effort, percentiles),
  ),
  'M/M/c': knownReplay(z.object(servers), ({ c, lambda, mu }, effort, percentiles) =>
    station(c, lambda, 1 / mu, 'exponential', 'exponential', effort, percentiles),
  ),
  'M/M/c/K': knownReplay(z.object({ ...servers, K: count }), ({ c, K, lambda, mu }, effort, percentiles) => {
    const places = K - c;
    const memory = memoryOf({ servers: c, arrivalRate: lambda, meanService: 1 / mu, places });
    const network = oneStation({ servers: c, places }, poisson(lambda), exponential(1 / mu));
    const run = { network, rate: lambda, memory, options: { waits: true } };
    const { streams, stations } = longRun(run, effort, percentiles);
    return {
      loss_probability: () => streams[0]!.losses?.rejected ?? null,
      throughput: () => streams[0]!.throughput,
      mean_wait_of_admitted: () => stations[0]!.wait,
      'wait_p#_of_admitted': (digits) => quantileAt(streams[0]!.wait?.quantiles, percentiles, digits),
    };
  }),
  'M/M/c+M': knownReplay(z.object({ ...servers, patience_rate: positive }), (p, effort) => {
    const patience = exponential(1 / p.patience_rate);
    const network = oneStation({ servers: p.c, patience }, poisson(p.lambda), exponential(1 / p.mu));
    const memory = 1 / p.mu + 1 / p.patience_rate;
    const { streams, stations } = longRun({ network, rate: p.lambda, memory }, effort, []);
    return {
      prob_wait: () => stations[0]!.delayed,
      prob_abandon: () => streams[0]!.losses?.timedOut ?? null,
      mean_wait_all: () => stations[0]!.waitOfAll,
    };
  }),
  'M/G/1': knownReplay(z.object(generalService), (p, effort, percentiles) => {
    const law = parseKnownLaw(p.service_law, p.service_scv);
    return station(1, p.lambda, p.mean_service, 'exponential', law, effort, percentiles);
  }),
  'M/D/1': knownReplay(
    z.object({ lambda: positive, mean_service: positive }),
    ({ lambda, mean_service }, effort, percentiles) =>
      station(1, lambda, mean_service, 'exponential', 'deterministic', effort, percentiles),
  ),
  'GI/M/1': knownReplay(
    z.object({ lambda: positive, mu: positive, ...generalArrivals }),
    (p, effort, percentiles) => {
      const law = parseKnownLaw(p.arrival_law, p.arrival_scv);
      return station(1, p.lambda, 1 / p.mu, law, 'exponential', effort, percentiles);
    },
  ),
  'GI/M/c': knownReplay(z.object({ ...servers, ...generalArrivals }), (p, effort, percentiles) => {
    const law = parseKnownLaw(p.arrival_law, p.arrival_scv);
    return station(p.c, p.lambda, 1 / p.mu, law, 'exponential', effort, percentiles);
  }),
  'M/G/c': knownReplay(z.object({ ...generalService, c: count }), (p, effort, percentiles) => {
    const law = parseKnownLaw(p.service_law, p.service_scv);
    return station(p.c, p.lambda, p.mean_service, 'exponential', law, effort, percentiles);
  }),
  'GI/G/c FCFS': knownReplay(
    z.object({ ...generalService, ...generalArrivals, c: count }),
    (p, effort, percentiles) => {
      const arrivals = parseKnownLaw(p.arrival_law, p.arrival_scv);
      const law = parseKnownLaw(p.service_law, p.service_scv);
      return station(p.c, p.lambda, p.mean_service, arrivals, law, effort, percentiles);
    },
  ),
  'M/G/1 non-preemptive priority': knownReplay(
    z.object({ ...classes, mu: z.array(positive), service_scv: notNegative }),
    ({ lambda, mu, service_scv }, effort) => {
      const services = mu.map((rate) => lawOfCv2(1 / rate, service_scv));
      const { streams } = inClasses(1, lambda, services, 'priority', service_scv, effort);
      return { 'mean_wait_class_#': (digits) => memberOf(streams, digits).wait?.mean ?? null };
    },
  ),
  'M/G/1 preemptive-resume priority': knownReplay(
    z.object({ ...classes, mu: z.array(positive), service_scv: notNegative }),
    ({ lambda, mu, service_scv }, effort) => {
      const services = mu.map((rate) => lawOfCv2(1 / rate, service_scv));
      const { streams } = inClasses(1, lambda, services, 'preemptive', service_scv, effort);
      return { 'mean_response_class_#': (digits) => memberOf(streams, digits).response?.mean ?? null };
    },
  ),
  'M/M/c non-preemptive priority': knownReplay(
    z.object({ ...classes, mu: positive, c: count }),
    ({ c, lambda, mu }, effort) => {
      const { streams } = inClasses(
        c,
        lambda,
        lambda.map(() => exponential(1 / mu)),
        'priority',
        1,
        effort,
      );
      return { 'mean_wait_class_#': (digits) => memberOf(streams, digits).wait?.mean ?? null };
    },
  ),
};

/** First come, first served, endless queue. */
function station(
  c: number,
  arrivalRate: number,
  meanService: number,
  arrivals: KnownLaw | 'exponential',
  service: KnownLaw | 'exponential' | 'deterministic',
  effort: Effort,
  percentiles: readonly string[],
): Measured {
  const [arrivalLaw, serviceLaw] = [arrivals, service].map((law) =>
    typeof law === 'string' ? { kind: law } : law,
  );
  const cv2s = cv2OfKnownLaw(arrivalLaw!) + cv2OfKnownLaw(serviceLaw!);
  const network = oneStation(
    { servers: c },
    { kind: 'renewal', rate: arrivalRate, law: withMean(arrivalLaw!, 1) },
    withMean(serviceLaw!, meanService),
  );
  const memory = memoryOf({ servers: c, arrivalRate, meanService, cv2s });
  const run = { network, rate: arrivalRate, memory, options: { waits: true } };
  const { streams, stations } = longRun(run, effort, percentiles);
  const [{ wait, response }] = streams as [NetworkResult['streams'][number]];
  return {
    prob_wait: () => wait?.share ?? null,
    mean_wait: () => wait?.mean ?? null,
    mean_response: () => response?.mean ?? null,
    mean_number_in_system: () => stations[0]!.number,
    'wait_p#': (digits) => quantileAt(wait?.quantiles, percentiles, digits),
    'response_p#': (digits) => quantileAt(response?.quantiles, percentiles, digits),
  };
}

function inClasses(
  c: number,
  rates: readonly number[],
  services: readonly Law[],
  discipline: 'priority' | 'preemptive',
  serviceCv2: number,
  effort: Effort,
): NetworkResult {
  const rate = rates.reduce((sum, each) => sum + each, 0);
  const load = rates.reduce((sum, each, index) => sum + each * meanOf(services[index]!), 0);
  const slowest = Math.max(...services.map(meanOf));
  const network: Network = {
    stations: [{ id: 'station', servers: c, discipline }],
    streams: rates.map((each, index) => ({
      id: `class ${index + 1}`,
      class: index,
      arrivals: poisson(each),
      route: [{ kind: 'visit', station: 0, service: services[index]! }],
    })),
  };
  // The lowest class has what the others leave of the servers, and waits as much longer.
  const rest = 1 - (load - rates.at(-1)! * meanOf(services.at(-1)!)) / c;
  const settled = memoryOf({
    servers: c,
    arrivalRate: load / slowest,
    meanService: slowest,
    cv2s: 1 + serviceCv2,
  });
  return longRun({ network, rate, memory: settled / rest }, effort, []);
}

const meanOf = (law: Law): number => ('mean' in law ? law.mean : 0);
