import { expect, test } from 'vitest';
import { gather, replayNetwork, type NetworkOptions } from '#shared/replay/network-result.ts';
import type { Network } from '#shared/replay/network.ts';
import { createReplay } from '#shared/replay/replay.ts';
import { aStation, arrivals, deterministic, exponential } from '#test/makers/a-network.ts';

/** Two classes of requests over three stations, with everything that can go wrong on the way. */
const busyNetwork = (): Network => ({
  stations: [
    { id: 'web', servers: 6, places: 30, discipline: 'priority' },
    {
      id: 'store',
      servers: 4.5,
      patience: deterministic(3),
      disruptions: [
        { start: 40, end: 45, effect: { kind: 'down' } },
        { start: 80, end: 95, effect: { kind: 'slow', factor: 2 } },
      ],
      breaker: { share: 0.5, window: 10, calls: 20, open: 5 },
    },
    {
      id: 'mail',
      servers: 2,
      whenDown: 'hold',
      disruptions: [{ start: 60, end: 70, effect: { kind: 'down' } }],
    },
  ],
  streams: [
    {
      id: 'buy',
      class: 0,
      arrivals: arrivals(3),
      timeout: 6,
      retries: { attempts: 3, backoff: { mean: 1, factor: 2, jitter: 'uniform' }, dropExpired: true },
      rateLimits: [0],
      route: [
        { kind: 'visit', station: 0, service: exponential(0.5) },
        {
          kind: 'parallel',
          branches: [
            [{ kind: 'visit', station: 1, service: exponential(0.6), calls: 1.5, hit: 0.2 }],
            [{ kind: 'visit', station: 2, service: exponential(0.3), soft: true }],
          ],
        },
      ],
    },
    {
      id: 'look',
      class: 1,
      arrivals: arrivals(5),
      origins: [{ share: [1], outside: [{ kind: 'lognormal', mean: 0.2, cv2: 1 }] }],
      route: [
        { kind: 'visit', station: 0, service: exponential(0.4) },
        { kind: 'visit', station: 1, service: exponential(0.3) },
      ],
    },
  ],
  rateLimits: [{ rate: 3.5, burst: 5, whenEmpty: 'delay' }],
  shedding: [{ station: 0, above: 0.6, window: 5, order: [[1]] }],
});

const options: NetworkOptions = {
  seed: 7,
  repetitions: 3,
  start: -20,
  from: 0,
  to: 200,
  slices: 4,
  waits: true,
};

test('E4: the same seed gives the same bytes, another seed others', () => {
  const text = (seed: number) => JSON.stringify(replayNetwork(busyNetwork(), { ...options, seed }));
  expect(text(7)).toBe(text(7));
  expect(text(8)).not.toBe(text(7));
});

test.each([1, 7, 1000])('E4: in pieces of %d events as in one go', (piece) => {
  const network = busyNetwork();
  const replay = createReplay(network, options);
  const gathering = gather(network, options);
  for (let repetition = 0; repetition < options.repetitions; repetition++) {
    replay.start(options.seed, 0, repetition);
    while (!replay.advance(piece));
    gathering.add(replay);
  }
  expect(JSON.stringify(gathering.result())).toBe(JSON.stringify(replayNetwork(network, options)));
});

test('P4: every request is answered, lost or still inside, and Little’s law holds at every station', () => {
  const { checks, streams } = replayNetwork(busyNetwork(), options);
  expect(checks.conserved).toBe(true);
  for (const { fresh, answered, lost, inside } of checks.conservation) {
    expect(fresh).toBe(answered + lost + inside);
    expect(lost).toBeGreaterThan(0);
  }
  for (const difference of checks.little) expect(difference).toBeLessThan(1e-9);
  expect(streams[0]!.attempts!.value).toBeGreaterThan(1.01);
  expect(streams[0]!.losses!.timedOut.value).toBeGreaterThan(0);
  expect(streams[1]!.losses!.shed.value).toBeGreaterThan(0);
  expect(streams[1]!.losses!.failed.value).toBeGreaterThan(0);
});

test('P1: the short way for plain stations changes no number', () => {
  // A watched station goes the long way.
  const plain = aStation({ servers: 3, rate: 2.7, places: 12 });
  const special = aStation({ servers: 3, rate: 2.7, places: 12, watch: 100 });
  const measured = (network: Network) => {
    const { streams, stations, requests } = replayNetwork(network, { ...options, to: 3000 });
    return {
      streams,
      requests,
      stations: stations.map((station) => ({ ...station, watched: 0, watchedRate: 0 })),
    };
  };
  expect(measured(special)).toEqual(measured(plain));
});

test('E3: a request keeps its draws when others change', () => {
  // Endless stations: what one stream does cannot delay the other.
  const network = (rate: number): Network => ({
    stations: [{ id: 'station', servers: Infinity }],
    streams: [
      { id: 'a', arrivals: arrivals(1), route: [{ kind: 'visit', station: 0, service: exponential(1) }] },
      { id: 'b', arrivals: arrivals(rate), route: [{ kind: 'visit', station: 0, service: exponential(1) }] },
    ],
  });
  const first = (rate: number) => replayNetwork(network(rate), options).streams[0];
  expect(first(3)).toEqual(first(1));
});
