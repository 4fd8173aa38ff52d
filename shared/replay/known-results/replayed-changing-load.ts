import { z } from 'zod';
import { count, notNegative, positive, share } from '../../queueing/known-results/known-model.ts';
import { replayNetwork } from '../network-result.ts';
import { type KnownReplays, type Measured, knownReplay } from './known-replay.ts';
import { bounded, memoryOf } from './long-run.ts';
import { exponential, oneStation } from './replayed-stations.ts';

const servers = { c: count, mu: positive };

export const REPLAYED_CHANGING_LOAD: KnownReplays = {
  /** Every repetition is one surge, looked at once. */
  'M(t)/M/c rectangular surge': knownReplay(
    z.object({
      ...servers,
      base_rate: positive,
      surge_rate: positive,
      surge_length: positive,
      t: notNegative,
    }),
    (p, { seed, future, requests, repetitions, stretch }) => {
      const warmUp = 10 * memoryOf({ servers: p.c, arrivalRate: p.base_rate, meanService: 1 / p.mu });
      const network = oneStation(
        { servers: p.c, watch: p.c },
        {
          kind: 'renewal',
          rate: {
            kind: 'pieces',
            starts: [-warmUp, 0, p.surge_length],
            rates: [p.base_rate, p.surge_rate, p.base_rate],
          },
          law: exponential(1),
        },
        exponential(1 / p.mu),
      );
      const perSurge = p.base_rate * warmUp + p.surge_rate * p.t;
      const { probes } = replayNetwork(network, {
        seed,
        future,
        repetitions: Math.max(
          100,
          repetitions,
          Math.ceil((bounded(stretch, requests) * requests) / perSurge),
        ),
        start: -warmUp,
        from: 0,
        to: p.t + 1e-9 * (1 + p.t),
        probes: { times: [p.t] },
        probabilities: [],
      });
      return momentary(probes[0]![0]!);
    },
  ),
  /** Every period is looked at, at the same phase. */
  'M(t)/M/c sinusoid, periodic state': knownReplay(
    z.object({
      ...servers,
      mean_rate: positive,
      amplitude: share,
      period: positive,
      phase_of_cycle: notNegative,
    }),
    (p, { seed, future, requests, repetitions, stretch }) => {
      const memory = p.period + memoryOf({ servers: p.c, arrivalRate: p.mean_rate, meanService: 1 / p.mu });
      const network = oneStation(
        { servers: p.c, watch: p.c },
        {
          kind: 'renewal',
          rate: { kind: 'sinusoid', mean: p.mean_rate, amplitude: p.amplitude, period: p.period },
          law: exponential(1),
        },
        exponential(1 / p.mu),
      );
      const least = Math.max(requests / repetitions / p.mean_rate, 40 * memory);
      const periods = Math.ceil((bounded(stretch, least * p.mean_rate * repetitions) * least) / p.period);
      const { probes } = replayNetwork(network, {
        seed,
        future,
        repetitions,
        start: -Math.ceil((10 * memory) / p.period) * p.period,
        from: 0,
        to: (periods + 1) * p.period,
        probes: { times: [(p.phase_of_cycle % 1) * p.period], every: p.period },
        probabilities: [],
      });
      return momentary(probes[0]![0]!);
    },
  ),
};

const momentary = (probe: ReturnType<typeof replayNetwork>['probes'][number][number]): Measured => ({
  mean_queue_length: () => probe.waiting,
  prob_all_busy: () => probe.watched,
});
