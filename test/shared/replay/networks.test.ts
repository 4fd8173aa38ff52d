import { test } from 'vitest';
import { closedNetwork, openNetwork } from '#shared/queueing/network.ts';
import { phaseQuantile } from '#shared/queueing/phase-type.ts';
import { redundancy } from '#shared/queueing/redundancy.ts';
import { renewalQueue } from '#shared/queueing/renewal-queue.ts';
import { tandemResponse } from '#shared/queueing/tandem.ts';
import { tokenBucketDelay, tokenBucketDrop } from '#shared/queueing/token-bucket.ts';
import { tailQuantile } from '#shared/queueing/tail-quantile.ts';
import { replayNetwork } from '#shared/replay/network-result.ts';
import type { Law, Network, Stream } from '#shared/replay/network.ts';
import { aStation, arrivals, deterministic, exponential, hits, replayOf } from '#test/makers/a-network.ts';

test('P1: requests take as long through stations in a row as their independent times together', () => {
  const rates = [6, 8, 10, 7, 9];
  const network: Network = {
    stations: rates.map((_rate, index) => ({ id: `station-${index}`, servers: 1 })),
    streams: [
      {
        id: 'requests',
        arrivals: arrivals(5),
        route: rates.map((rate, station) => ({ kind: 'visit', station, service: exponential(1 / rate) })),
      },
    ],
  };
  const { streams } = replayOf(network, 3e5);
  const law = tandemResponse(
    5,
    rates.map((rate) => ({ servers: 1, meanService: 1 / rate })),
  );
  hits(streams[0]!.response!.quantiles[1], phaseQuantile(law, 0.95));
  hits(streams[0]!.response!.quantiles[2], phaseQuantile(law, 0.99));
});

test('P1: a Jackson network has its product form', () => {
  const routing = [
    [0, 0.5, 0.3],
    [0.2, 0, 0.8],
    [0.1, 0, 0],
  ];
  const servers = [1, 1, 2];
  const meanService = [1 / 2, 1 / 1.5, 1];
  const network: Network = {
    stations: servers.map((count, index) => ({ id: `station-${index}`, servers: count })),
    streams: [
      {
        id: 'requests',
        arrivals: arrivals(1),
        route: routing.map((row, station) => ({
          kind: 'visit',
          station,
          service: exponential(meanService[station]!),
          next: row.map((chance, step) => ({ step, chance })),
        })),
      },
    ],
  };
  const { streams, stations } = replayOf(network, 3e5);
  const known = openNetwork({ external: [1, 0, 0], routing, servers, meanService });
  hits(streams[0]!.response!.mean, known.meanResponse);
  stations.forEach((station, index) => {
    hits(station.callRate, known.arrivalRates[index]!);
    hits(station.number, known.meanNumbers[index]!);
  });
});

test('P1: a closed network has the throughput of mean value analysis', () => {
  const demands = [0.1, 0.05, 0.02];
  const network: Network = {
    stations: demands.map((_demand, index) => ({ id: `station-${index}`, servers: 1 })),
    streams: [
      {
        id: 'customers',
        arrivals: { kind: 'population', size: 10, think: exponential(1) },
        route: demands.map((demand, station) => ({ kind: 'visit', station, service: exponential(demand) })),
      },
    ],
  };
  const { streams } = replayNetwork(network, { seed: 1, repetitions: 10, start: -100, from: 0, to: 3000 });
  const known = closedNetwork(demands, 10, 1);
  hits(streams[0]!.throughput, known.throughput);
  hits(streams[0]!.response!.mean, known.response);
});

test('P1: parallel branches end with the slowest of them', () => {
  // Three exponential branches at endless stations: the mean of their maximum is 1 + 1/2 + 1/3.
  const branch = (station: number) => [{ kind: 'visit' as const, station, service: exponential(1) }];
  const network: Network = {
    stations: [0, 1, 2].map((index) => ({ id: `station-${index}`, servers: Infinity })),
    streams: [
      {
        id: 'requests',
        arrivals: arrivals(1),
        route: [{ kind: 'parallel', branches: [branch(0), branch(1), branch(2)] }],
      },
    ],
  };
  hits(replayOf(network, 2e5).streams[0]!.response!.mean, 1 + 1 / 2 + 1 / 3);
});

test('P1: calls, caches and chances make the load they should', () => {
  const network: Network = {
    stations: [{ id: 'station', servers: Infinity }],
    streams: [
      {
        id: 'requests',
        arrivals: arrivals(1),
        route: [{ kind: 'visit', station: 0, service: deterministic(1), calls: 2.4, hit: 0.25 }],
      },
    ],
  };
  const { streams, stations } = replayOf(network, 2e5);
  hits(stations[0]!.callRate, 2.4 * 0.75);
  hits(streams[0]!.response!.mean, 2.4 * 0.75);
});

const limited = (
  stream: Stream['arrivals'],
  rate: number,
  burst: number,
  whenEmpty: 'drop' | 'delay',
): Network => ({
  stations: [],
  streams: [{ id: 'requests', arrivals: stream, route: [], rateLimits: [0] }],
  rateLimits: [{ rate, burst, whenEmpty }],
});

test.each([
  [50, 1],
  [90, 10],
  [150, 50],
])('S2: a bucket of 100 tokens a second drops like M/D/1/B, at %d a second and depth %d', (rate, burst) => {
  const { streams } = replayOf(limited(arrivals(rate), 100, burst, 'drop'), 5e5);
  hits(streams[0]!.losses!.limited, tokenBucketDrop({ rate: 100, burst, arrivalRate: rate }));
});

test('S2: a bucket under bursts drops like MMPP/D/1/B', () => {
  const mmpp: Stream['arrivals'] = { kind: 'mmpp', rates: [50, 200], switching: [0.1, 0.3] };
  // Embedded chain at token completions, Fischer and Meier-Hellstern 1993.
  const { streams } = replayOf(limited(mmpp, 100, 20, 'drop'), 1e6);
  hits(streams[0]!.losses!.limited, 0.2712686354996031);
});

test('S2: a delaying bucket makes requests wait like M/D/1 behind its free tokens', () => {
  const known = tokenBucketDelay({ rate: 100, burst: 10, arrivalRate: 95 });
  const { streams } = replayOf(limited(arrivals(95), 100, 10, 'delay'), 5e5, { waits: true });
  hits(streams[0]!.wait!.share, known.delayProbability);
  hits(streams[0]!.wait!.mean, known.meanDelay);
  hits(streams[0]!.wait!.quantiles[2], tailQuantile(known.tail, 0.99, 1));
});

test('S1: callers that come back find what the retrial queue says', () => {
  const network = aStation(
    { servers: 1, rate: 0.5, places: 0, watch: 1 },
    { retries: { attempts: Infinity, backoff: { mean: 10, factor: 1, jitter: 'exponential' } } },
  );
  const { streams, stations } = replayOf(network, 3e5);
  // ρ / (1 − ρ) · (λ / θ + ρ), Falin and Templeton 1997, chapter 1.
  hits(streams[0]!.orbit, (0.5 / 0.5) * (0.5 / 0.1 + 0.5));
  hits(stations[0]!.watched, 0.5);
});

test('S1: not all of them come back', () => {
  const network = aStation(
    { servers: 10, rate: 12, places: 0, watch: 10 },
    {
      retries: {
        attempts: Infinity,
        persistence: 0.8,
        backoff: { mean: 2, factor: 1, jitter: 'exponential' },
      },
    },
  );
  const { streams, stations } = replayOf(network, 2e5);
  // Level-dependent Markov chain, Artalejo and Gómez-Corral 2008, chapter 2.
  hits(streams[0]!.losses!.rejected, 0.22325059891951804);
  hits(streams[0]!.orbit, 21.432057496273853);
  hits(stations[0]!.watched, 0.5762277471334838);
});

test('P1: a surge builds the queue that the forward equations say', () => {
  const rate = { kind: 'pieces' as const, starts: [-40, 0, 10], rates: [8, 14, 8] };
  const network = aStation({ servers: 10, rate, watch: 10 });
  const { probes } = replayNetwork(network, {
    seed: 1,
    repetitions: 2000,
    start: -40,
    from: 0,
    to: 20.001,
    probes: { times: [5, 12, 20] },
    probabilities: [],
  });
  // Kolmogorov's forward equations of M(t)/M/10, stationary at 8 a second before.
  [21.17199592358621, 37.23081946341178, 22.7952141437119].forEach((queue, probe) =>
    hits(probes[probe]![0]!.waiting, queue),
  );
  hits(probes[2]![0]!.watched, 0.8876479194776546);
});

test('P1: a rate that swings builds the queue of its periodic state', () => {
  const rate = { kind: 'sinusoid' as const, mean: 7, amplitude: 0.5, period: 24 };
  const network = aStation({ servers: 10, rate });
  const { probes } = replayNetwork(network, {
    seed: 1,
    repetitions: 10,
    start: -48,
    from: 0,
    to: 12_000,
    probes: { times: [0, 3, 12, 15], every: 24 },
  });
  // Kolmogorov's forward equations of M(t)/M/10, at phases 0, 1/8, 1/2 and 5/8 of the cycle.
  [0.1329706872949713, 1.298533330911132, 4.839058236473164, 1.3242410388408923].forEach((queue, probe) =>
    hits(probes[probe]![0]!.waiting, queue),
  );
});

/** n units in a circle of life and repair; so many down is an outage. */
const units = (
  count: number,
  required: number,
  crews: number,
  parts: { cold?: boolean; shock?: number } = {},
) => ({
  stations: [
    { id: 'up', servers: parts.cold ? required : Infinity, flushRate: parts.shock ?? 0 },
    { id: 'repair', servers: crews, watch: count - required + 1 },
  ],
  streams: [
    {
      id: 'units',
      arrivals: { kind: 'population' as const, size: count, think: deterministic(0) },
      route: [
        { kind: 'visit' as const, station: 0, service: exponential(100 / (1 - (parts.shock ?? 0) * 100)) },
        { kind: 'visit' as const, station: 1, service: exponential(10) },
      ],
    },
  ],
});

test.each([
  ['hot', 3, 2, 1, {}],
  ['with cold spares', 3, 2, 1, { cold: true }],
  ['with common cause', 3, 2, 3, { shock: 0.1 / 100 }],
])('C3: k of n, %s, is down as long and as often as its chain', (_name, count, required, crews, parts) => {
  const { stations } = replayNetwork(units(count, required, crews, parts), {
    seed: 1,
    repetitions: 10,
    start: -1e4,
    from: 0,
    to: 4e5,
  });
  const known = redundancy({
    units: count,
    required,
    crews,
    mtbfHours: 100,
    mttrHours: 10,
    spares: 'cold' in parts ? 'cold' : 'hot',
    commonCause: 'shock' in parts ? 0.1 : 0,
  });
  hits(stations[1]!.watched, known.unavailability);
  hits(stations[1]!.watchedRate, known.outagesPerYear / 8760);
});

test.each<[string, Law, number]>([
  ['Erlang-4', { kind: 'erlang', mean: 1, stages: 4 }, 0.25],
  ['hyperexponential', { kind: 'hyperexponential', mean: 1, cv2: 4 }, 4],
  ['deterministic', deterministic(1), 0],
])('P1: %s arrivals wait as in GI/M/c', (_name, arrivalLaw, arrivalCv2) => {
  const { stations } = replayOf(aStation({ servers: 4, rate: 3.2, arrivalLaw }), 5e5);
  const known = renewalQueue({ servers: 4, arrivalRate: 3.2, meanService: 1, arrivalCv2 });
  hits(stations[0]!.delayed, known.waitProbability);
  hits(stations[0]!.wait, known.waitProbability / (4 * (1 - known.sigma)));
});
