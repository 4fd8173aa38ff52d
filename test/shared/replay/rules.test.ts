import { expect, test } from 'vitest';
import { erlangB } from '#shared/queueing/erlang.ts';
import { retryAmplification } from '#shared/queueing/retries.ts';
import { replayNetwork } from '#shared/replay/network-result.ts';
import type { Disruption, Network, Retries, Station } from '#shared/replay/network.ts';
import { createReplay } from '#shared/replay/replay.ts';
import { createSpanSlices } from '#shared/replay/span-slices.ts';
import { aStation, arrivals, deterministic, exponential, hits, replayOf } from '#test/makers/a-network.ts';

const always = { start: -Infinity, end: Infinity };
const retries = (parts: Partial<Retries> = {}): Retries => ({
  attempts: 3,
  backoff: { mean: 0.1, factor: 2, jitter: 'uniform' },
  ...parts,
});

/** Ten instances, of which calls to two still fail. */
const failingFifth: Partial<Station> = {
  instances: { running: 10, servers: Array.from({ length: 11 }, () => Infinity), required: 1 },
  disruptions: [
    { ...always, effect: { kind: 'away', first: 0, stride: 5, end: 10 } },
    { ...always, effect: { kind: 'failover', first: 0, stride: 5, end: 10 } },
  ],
};

test('S1: attempts that fail independently are tried again as often as they should be', () => {
  const { streams } = replayOf(aStation({ rate: 1, ...failingFifth }, { retries: retries() }), 2e5);
  const { attempts, finalFailure } = retryAmplification(0.2, 2);
  hits(streams[0]!.attempts, attempts);
  hits(streams[0]!.losses!.failed, finalFailure);
});

test('S1: a budget caps retries at its share of fresh requests', () => {
  const budget = { share: 0.1, window: 10 };
  const down: Disruption[] = [{ ...always, effect: { kind: 'down' } }];
  const { streams } = replayOf(
    aStation({ rate: 50, disruptions: down }, { retries: retries({ budget }) }),
    1e5,
  );
  hits(streams[0]!.attempts, 1.1);
});

test('S1: a client that gives up leaves its work behind', () => {
  const { streams, stations } = replayOf(aStation({ servers: Infinity, rate: 5 }, { timeout: 2 }), 2e5);
  hits(streams[0]!.losses!.timedOut, Math.exp(-2));
  // Mean of an exponential below 2.
  hits(streams[0]!.response!.mean, 1 - (2 * Math.exp(-2)) / (1 - Math.exp(-2)));
  hits(stations[0]!.busy, 5);
});

test('S1: servers that drop expired work answer others instead', () => {
  const throughput = (dropExpired: boolean) =>
    replayOf(aStation({ rate: 2 }, { timeout: 5, retries: retries({ attempts: 1, dropExpired }) }), 4e4)
      .streams[0]!.throughput.value;
  expect(throughput(true)).toBeGreaterThan(0.4);
  expect(throughput(false)).toBeLessThan(0.05);
});

test('Q5: a fixed time-out of the wait loses as Barrer found', () => {
  const [rate, timeout] = [0.9, 2];
  const decay = Math.exp((rate - 1) * timeout);
  const { streams } = replayOf(aStation({ rate, patience: deterministic(timeout) }), 3e5);
  // Barrer, Operations Research 5 (1957), queuing with impatient customers.
  hits(streams[0]!.losses!.timedOut, ((1 - rate) * rate * decay) / (1 - rate * rate * decay));
});

test('C5: an external’s call is given up after its time-out', () => {
  const { streams, stations } = replayOf(aStation({ servers: Infinity, rate: 5, serviceTimeout: 2 }), 2e5);
  hits(streams[0]!.losses!.timedOut, Math.exp(-2));
  hits(stations[0]!.busy, 5 * (1 - Math.exp(-2)));
});

test('S3: a concurrency limit leaves as many servers as it says, and its places', () => {
  const limited = aStation({ servers: 10, rate: 1.5, limits: [{ limit: 2, places: 0 }] });
  hits(replayOf(limited, 2e5).streams[0]!.losses!.rejected, erlangB(2, 1.5));
});

test('S4: shedding turns away the lowest class as far as the threshold asks', () => {
  const network: Network = {
    stations: [{ id: 'station', servers: 100 }],
    streams: [0, 1].map((index) => ({
      id: `class-${index}`,
      class: index,
      arrivals: arrivals(60),
      route: [{ kind: 'visit', station: 0, service: exponential(1) }],
    })),
    shedding: [{ station: 0, above: 0.8, window: 30, order: [[1], [0]] }],
  };
  const { streams, stations } = replayOf(network, 4e5);
  expect(streams[0]!.losses!.shed.value).toBeLessThan(1e-3);
  // 120 erlangs come, 80 may stay: 40 of the 60 of the lower class go.
  expect(streams[1]!.losses!.shed.value).toBeCloseTo(40 / 60, 2);
  expect(stations[0]!.utilization.value).toBeCloseTo(0.8, 2);
});

test('S6: a circuit breaker opens when too much fails, and tries again', () => {
  const breaker = { share: 0.5, window: 10, calls: 20, open: 5 };
  const { streams, stations } = replayOf(aStation({ rate: 100, places: 0, breaker }), 2e5);
  // Open for 5 s and while the trial is served, 1 s: 600 calls fail at once. The trial closes it, and
  // after some twenty calls, of which the first is served, it opens again.
  const { failed, rejected } = streams[0]!.losses!;
  expect(failed.value).toBeCloseTo(600 / 621, 2);
  expect(rejected.value).toBeCloseTo(19 / 621, 2);
  expect(stations[0]!.utilization.value).toBeCloseTo(2 / 6.2, 1);
});

test('S6: a soft dependency is skipped while its breaker is open', () => {
  const breaker = { share: 0.5, window: 10, calls: 20, open: 5 };
  const network = aStation({ rate: 100, places: 0, breaker });
  network.streams[0]!.route = [{ kind: 'visit', station: 0, service: exponential(1), soft: true }];
  const { streams } = replayOf(network, 1e5);
  hits(streams[0]!.throughput, 100);
  expect(streams[0]!.losses!.failed.value).toBe(0);
});

test('Q5: workers behind a queue that are away lose nothing', () => {
  const away: Disruption[] = [{ start: 100, end: 150, effect: { kind: 'down' } }];
  const network = aStation({ servers: 4, rate: 2, whenDown: 'hold', disruptions: away });
  const { streams, checks } = replayNetwork(network, {
    seed: 1,
    repetitions: 20,
    start: 0,
    from: 90,
    to: 200,
    grace: 1000,
  });
  expect(Object.values(streams[0]!.losses!).every(({ value }) => value === 0)).toBe(true);
  expect(streams[0]!.unfinished).toBe(0);
  expect(checks.conserved).toBe(true);
  expect(checks.little[0]).toBeLessThan(1e-9);
  // 100 wait at its end and drain at two a second: the mean wait of those in between is their triangle.
  const triangle = ((50 + 50) * 100) / 2 / (2 * 110);
  expect(streams[0]!.wait!.mean.value / triangle).toBeGreaterThan(0.9);
  expect(streams[0]!.wait!.mean.value / triangle).toBeLessThan(1.15);
});

test('C3: work that was interrupted is done once', () => {
  // Held every tenth second for one: what is in service goes on where it stopped.
  const pauses: Disruption[] = Array.from({ length: 2000 }, (_none, index) => ({
    start: index * 10,
    end: index * 10 + 1,
    effect: { kind: 'down' },
  }));
  const network = aStation({
    rate: 0.1,
    service: deterministic(5),
    whenDown: 'hold',
    disruptions: pauses,
    servers: Infinity,
  });
  const { streams } = replayNetwork(network, { seed: 1, repetitions: 10, start: 0, from: 0, to: 20_000 });
  // In each 10 s: who comes in the pause waits half a second for its end, who comes in the last five
  // has a second of pause on the way.
  hits(streams[0]!.response!.mean, 5 + 0.1 * 0.5 + 0.5 * 1);
});

test('S5: work that may wait goes when it is quiet', () => {
  const network: Network = {
    stations: [{ id: 'station', servers: 100 }],
    streams: [
      {
        id: 'urgent',
        arrivals: arrivals({ kind: 'pieces', starts: [-400, 200], rates: [90, 30] }),
        route: [{ kind: 'visit', station: 0, service: exponential(1) }],
      },
      {
        id: 'export',
        arrivals: arrivals(10),
        route: [{ kind: 'visit', station: 0, service: exponential(1) }],
      },
    ],
    deferrals: [{ streams: [1], stations: [0], below: 0.8, window: 10, longest: 1000 }],
  };
  const replay = createReplay(network, { start: -400, from: 0, to: 400, slices: 8 });
  const slices = createSpanSlices({
    from: 0,
    minutes: 400 / 60,
    slices: 8,
    journeys: 2,
    hasInstances: [false],
  });
  replay.start(1, 0, 0);
  while (!replay.advance(1000));
  slices.add(replay.core);
  const utilization = Array.from(
    { length: 8 },
    (_none, slice) => slices.read(slice).stations[0]!.utilization,
  );
  // Too busy for exports until 200; then the 6000 put off fill it up to the threshold.
  for (const share of utilization.slice(0, 4)) expect(Math.abs(share - 0.9)).toBeLessThan(0.06);
  for (const share of utilization.slice(5, 7)) expect(Math.abs(share - 0.8)).toBeLessThan(0.03);
});

test('S5: nothing waits longer than the rule allows', () => {
  const network: Network = {
    stations: [{ id: 'station', servers: 10 }],
    streams: [
      {
        id: 'urgent',
        arrivals: arrivals(9),
        route: [{ kind: 'visit', station: 0, service: exponential(1) }],
      },
      {
        id: 'export',
        arrivals: arrivals(0.2),
        route: [{ kind: 'visit', station: 0, service: exponential(1) }],
      },
    ],
    deferrals: [{ streams: [1], stations: [0], below: 0.1, window: 10, longest: 30 }],
  };
  const { streams, checks } = replayNetwork(network, {
    seed: 1,
    repetitions: 10,
    start: -100,
    from: 0,
    to: 3000,
  });
  hits(streams[1]!.throughput, 0.2);
  expect(checks.conserved).toBe(true);
});
