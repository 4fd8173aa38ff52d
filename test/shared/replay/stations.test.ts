import { test } from 'vitest';
import { abandonmentQueue } from '#shared/queueing/abandonment.ts';
import { deterministicQueue } from '#shared/queueing/deterministic-queue.ts';
import { erlangC } from '#shared/queueing/erlang.ts';
import { lossQueue } from '#shared/queueing/loss-queue.ts';
import { multiServerQueue } from '#shared/queueing/multi-server-queue.ts';
import {
  multiServerPriorityWaits,
  preemptiveResponses,
  priorityWaits,
} from '#shared/queueing/priority-queue.ts';
import { pollaczekKhinchineWait } from '#shared/queueing/single-server-queue.ts';
import { tailQuantile } from '#shared/queueing/tail-quantile.ts';
import type { Law, Network } from '#shared/replay/network.ts';
import { aStation, arrivals, deterministic, exponential, hits, replayOf } from '#test/makers/a-network.ts';

test('P1: M/M/4 agrees with Erlang C in waits, shares, percentiles and numbers', () => {
  const { streams, stations } = replayOf(aStation({ servers: 4, rate: 3.2 }), 1e6, { waits: true });
  const queue = multiServerQueue(4, 3.2, 1);
  const [stream, station] = [streams[0]!, stations[0]!];
  const meanWait = erlangC(4, 3.2) / (4 - 3.2);
  hits(stream.wait!.mean, meanWait);
  hits(stream.wait!.share, erlangC(4, 3.2));
  hits(station.delayed, erlangC(4, 3.2));
  hits(station.wait, meanWait);
  hits(station.utilization, 0.8);
  hits(station.number, 3.2 * (1 + meanWait));
  hits(stream.response!.mean, 1 + meanWait);
  hits(
    stream.response!.quantiles[1],
    tailQuantile((time) => queue.responseTail(time), 0.95, 1),
  );
  hits(
    stream.response!.quantiles[2],
    tailQuantile((time) => queue.responseTail(time), 0.99, 1),
  );
  hits(
    stream.wait!.quantiles[1],
    tailQuantile((time) => queue.waitTail(time), 0.95, 1),
  );
});

test.each<[string, Law, number]>([
  ['deterministic', deterministic(1), 0],
  ['Erlang-4', { kind: 'erlang', mean: 1, stages: 4 }, 0.25],
  ['hyperexponential', { kind: 'hyperexponential', mean: 1, cv2: 4 }, 4],
  ['gamma', { kind: 'gamma', mean: 1, cv2: 2 }, 2],
  ['gamma above one', { kind: 'gamma', mean: 1, cv2: 0.4 }, 0.4],
  ['lognormal', { kind: 'lognormal', mean: 1, cv2: 1.5 }, 1.5],
  ['histogram', { kind: 'histogram', mean: 1, upperBounds: [2], counts: [1] }, 1 / 3],
])('P1: M/G/1 with %s service has the mean wait of Pollaczek and Khinchine', (_name, service, cv2) => {
  const { streams } = replayOf(aStation({ rate: 0.7, service }), 4e5);
  hits(streams[0]!.wait!.mean, pollaczekKhinchineWait(0.7, 1, cv2));
});

test('P1: M/D/1 has the waiting percentiles of Franx', () => {
  const { streams } = replayOf(aStation({ rate: 0.8, service: deterministic(1) }), 5e5, { waits: true });
  const queue = deterministicQueue(0.8, 1);
  hits(
    streams[0]!.wait!.quantiles[1],
    tailQuantile((time) => queue.waitTail(time), 0.95, 1),
  );
});

test('P1: M/M/c/K rejects as its birth–death chain says', () => {
  const { streams, stations } = replayOf(aStation({ servers: 4, rate: 4.4, places: 6 }), 4e5);
  const queue = lossQueue({ servers: 4, places: 6, arrivalRate: 4.4, meanService: 1 });
  hits(streams[0]!.losses!.rejected, queue.blocking);
  hits(stations[0]!.rejected, queue.blocking);
  hits(stations[0]!.wait, queue.meanWait);
});

test('P1: Erlang A loses those who will not wait', () => {
  const { streams, stations } = replayOf(aStation({ servers: 10, rate: 11, patience: exponential(2) }), 4e5);
  const queue = abandonmentQueue({ servers: 10, arrivalRate: 11, meanService: 1, meanPatience: 2 });
  hits(streams[0]!.losses!.timedOut, queue.abandonProbability);
  hits(stations[0]!.delayed, queue.waitProbability);
  hits(stations[0]!.waitOfAll, queue.meanWait);
});

const classes = (rates: number[], service: Law, station: Partial<Network['stations'][0]>): Network => ({
  stations: [{ id: 'station', servers: 1, ...station }],
  streams: rates.map((rate, index) => ({
    id: `class-${index}`,
    class: index,
    arrivals: arrivals(rate),
    route: [{ kind: 'visit', station: 0, service }],
  })),
});

test('P1: without interruption the classes wait as Cobham says', () => {
  const service: Law = { kind: 'erlang', mean: 1, stages: 4 };
  const { streams } = replayOf(classes([0.1, 0.25, 0.45], service, { discipline: 'priority' }), 6e5);
  const waits = priorityWaits(
    [0.1, 0.25, 0.45].map((arrivalRate) => ({ arrivalRate, meanService: 1, serviceCv2: 0.25 })),
  );
  streams.forEach((stream, index) => hits(stream.wait!.mean, waits[index]!));
});

test('P1: with several servers too', () => {
  const { streams } = replayOf(
    classes([1.2, 2], exponential(1), { discipline: 'priority', servers: 4 }),
    6e5,
  );
  multiServerPriorityWaits(4, [1.2, 2], 1).forEach((wait, index) => hits(streams[index]!.wait!.mean, wait));
});

test('P1: with interruption they respond as preemptive resume says', () => {
  const service: Law = { kind: 'hyperexponential', mean: 1, cv2: 3 };
  const { streams } = replayOf(classes([0.2, 0.5], service, { discipline: 'preemptive' }), 6e5);
  const responses = preemptiveResponses(
    [0.2, 0.5].map((arrivalRate) => ({ arrivalRate, meanService: 1, serviceCv2: 3 })),
  );
  streams.forEach((stream, index) => hits(stream.response!.mean, responses[index]!));
});

test('P1: a fraction of a server adds its part of the capacity', () => {
  // Far above capacity it is busy all but (4 / 2.5)^−20 of the time.
  const { streams } = replayOf(aStation({ servers: 2.5, rate: 4, places: 20 }), 2e5);
  hits(streams[0]!.throughput, 2.5);
});
