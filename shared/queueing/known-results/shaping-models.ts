import { z } from 'zod';
import { burstyBucketDrop } from '../bursty-bucket.ts';
import { arrivalRateOf, modulatedArrivals } from '../markov-arrivals.ts';
import { retrialQueue } from '../retrial-queue.ts';
import { retryAmplification, retryEquilibrium } from '../retries.ts';
import { tailQuantile } from '../tail-quantile.ts';
import { tokenBucketDelay, tokenBucketDrop } from '../token-bucket.ts';
import {
  type KnownModels,
  asPercentile,
  count,
  knownModel,
  notNegative,
  positive,
  share,
} from './known-model.ts';

const bucket = { token_rate: positive, bucket_depth: count };
const returning = { c: count, lambda: positive, mu: positive, persistence: share };

/** What happens at the door: limits and second attempts. */
export const SHAPING_MODELS: KnownModels = {
  'token bucket, drop': knownModel(z.object({ ...bucket, arrival_rate: notNegative }), (p) => {
    const drop = tokenBucketDrop({ rate: p.token_rate, burst: p.bucket_depth, arrivalRate: p.arrival_rate });
    return { drop_probability: () => drop, throughput: () => p.arrival_rate * (1 - drop) };
  }),
  'token bucket, drop, MMPP(2) input': knownModel(
    z.object({
      ...bucket,
      rates: z.tuple([notNegative, notNegative]),
      switch_rates: z.tuple([positive, positive]),
    }),
    (p) => {
      const arrivals = modulatedArrivals(p.rates, p.switch_rates);
      const drop = burstyBucketDrop({ rate: p.token_rate, burst: p.bucket_depth, arrivals });
      return { drop_probability: () => drop, throughput: () => arrivalRateOf(arrivals) * (1 - drop) };
    },
  ),
  'token bucket, delay': knownModel(z.object({ ...bucket, arrival_rate: notNegative }), (p) => {
    const { delayProbability, meanDelay, tail } = tokenBucketDelay({
      rate: p.token_rate,
      burst: p.bucket_depth,
      arrivalRate: p.arrival_rate,
    });
    return {
      prob_delayed: () => delayProbability,
      mean_delay: () => meanDelay,
      'delay_p#': (digits) => tailQuantile(tail, asPercentile(digits), 1 / p.token_rate),
    };
  }),
  'M/M/c/c retrial': knownModel(z.object({ ...returning, retry_rate: positive }), (p) => {
    const queue = retrialQueue({
      servers: p.c,
      arrivalRate: p.lambda,
      meanService: 1 / p.mu,
      meanBackoff: 1 / p.retry_rate,
      persistence: p.persistence,
    });
    return {
      prob_all_busy: () => queue.blocking,
      mean_orbit_size: () => queue.meanBackingOff,
      final_loss_probability: () => queue.finalLoss,
    };
  }),
  'Erlang loss with retries, slow-retry limit': knownModel(z.object(returning), (p) => {
    const { attemptRate, finalLoss } = retryEquilibrium({
      servers: p.c,
      arrivalRate: p.lambda,
      meanService: 1 / p.mu,
      persistence: p.persistence,
    });
    return { total_attempt_rate: () => attemptRate, final_loss_probability: () => finalLoss };
  }),
  'retry amplification': knownModel(z.object({ p: share, max_retries: z.int().min(0) }), (p) => {
    const { attempts, finalFailure } = retryAmplification(p.p, p.max_retries);
    return { attempts_per_request: () => attempts, final_failure_probability: () => finalFailure };
  }),
};
