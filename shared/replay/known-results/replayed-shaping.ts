import { z } from 'zod';
import { count, positive, share } from '../../queueing/known-results/known-model.ts';
import type { Network, RateLimit, Stream } from '../network.ts';
import { type KnownReplays, knownReplay } from './known-replay.ts';
import { longRun, memoryOf, quantileAt } from './long-run.ts';
import { exponential, oneStation, poisson } from './replayed-stations.ts';

const bucket = { token_rate: positive, bucket_depth: count };

export const REPLAYED_SHAPING: KnownReplays = {
  'token bucket, drop': knownReplay(z.object({ ...bucket, arrival_rate: positive }), (p, effort) => {
    const network = limited(poisson(p.arrival_rate), p.token_rate, p.bucket_depth, 'drop');
    const { streams } = longRun({ network, rate: p.arrival_rate, memory: bucketMemory(p) }, effort, []);
    return {
      drop_probability: () => streams[0]!.losses?.limited ?? null,
      throughput: () => streams[0]!.throughput,
    };
  }),
  'token bucket, drop, MMPP(2) input': knownReplay(
    z.object({
      ...bucket,
      rates: z.tuple([positive, positive]),
      switch_rates: z.tuple([positive, positive]),
    }),
    (p, effort) => {
      const [first, second] = p.switch_rates;
      const rate = (p.rates[0] * second + p.rates[1] * first) / (first + second);
      const arrivals: Stream['arrivals'] = { kind: 'mmpp', rates: p.rates, switching: p.switch_rates };
      const network = limited(arrivals, p.token_rate, p.bucket_depth, 'drop');
      const memory = 1 / (first + second) + bucketMemory({ ...p, arrival_rate: rate });
      const { streams } = longRun({ network, rate, memory }, effort, []);
      return {
        drop_probability: () => streams[0]!.losses?.limited ?? null,
        throughput: () => streams[0]!.throughput,
      };
    },
  ),
  'token bucket, delay': knownReplay(
    z.object({ ...bucket, arrival_rate: positive }),
    (p, effort, percentiles) => {
      const network = limited(poisson(p.arrival_rate), p.token_rate, p.bucket_depth, 'delay');
      const memory =
        memoryOf({ servers: 1, arrivalRate: p.arrival_rate, meanService: 1 / p.token_rate }) +
        p.bucket_depth / (p.token_rate - p.arrival_rate);
      const run = { network, rate: p.arrival_rate, memory, options: { waits: true } };
      const { streams } = longRun(run, effort, percentiles);
      return {
        prob_delayed: () => streams[0]!.wait?.share ?? null,
        mean_delay: () => streams[0]!.wait?.mean ?? null,
        'delay_p#': (digits) => quantileAt(streams[0]!.wait?.quantiles, percentiles, digits),
      };
    },
  ),
  'M/M/c/c retrial': knownReplay(
    z.object({ c: count, lambda: positive, mu: positive, retry_rate: positive, persistence: share }),
    (p, effort) => {
      const network = oneStation(
        { servers: p.c, places: 0, watch: p.c },
        poisson(p.lambda),
        exponential(1 / p.mu),
        {
          retries: {
            attempts: Infinity,
            persistence: p.persistence,
            backoff: { mean: 1 / p.retry_rate, factor: 1, jitter: 'exponential' },
          },
        },
      );
      const utilization = Math.min(1, p.lambda / (p.c * p.mu));
      const memory =
        1 / p.retry_rate / Math.max(1e-3, 1 - p.persistence * utilization) +
        memoryOf({
          servers: p.c,
          arrivalRate: p.lambda * p.persistence,
          meanService: 1 / p.mu,
          places: 20 * p.c,
        });
      const { streams, stations } = longRun({ network, rate: p.lambda, memory }, effort, []);
      return {
        mean_orbit_size: () => streams[0]!.orbit,
        prob_all_busy: () => stations[0]!.watched,
        final_loss_probability: () => streams[0]!.losses?.rejected ?? null,
      };
    },
  ),
};

function limited(
  arrivals: Stream['arrivals'],
  rate: number,
  burst: number,
  whenEmpty: RateLimit['whenEmpty'],
): Network {
  return {
    stations: [],
    streams: [{ id: 'requests', arrivals, route: [], rateLimits: [0] }],
    rateLimits: [{ rate, burst, whenEmpty }],
  };
}

/** Full at the start; forgotten as M/D/1/B forgets. */
const bucketMemory = (p: { token_rate: number; bucket_depth: number; arrival_rate: number }): number =>
  memoryOf({
    servers: 1,
    arrivalRate: p.arrival_rate,
    meanService: 1 / p.token_rate,
    places: p.bucket_depth,
  }) +
  p.bucket_depth / p.token_rate;
