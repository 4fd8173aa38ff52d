import { z } from 'zod';
import {
  clopperPearsonInterval,
  jeffreysInterval,
  wilsonInterval,
} from '../../statistics/binomial-interval.ts';
import { scalabilityPeak, usableCapacity } from '../scalability.ts';
import { halfinWhitt, serversForResponse, serversForWaitProbability } from '../staffing.ts';
import { type KnownModels, count, knownModel, notNegative, positive, share } from './known-model.ts';

/** Capacity rules, staffing, and the intervals of verdicts. */
export const PLANNING_MODELS: KnownModels = {
  USL: knownModel(
    z.object({ gamma: positive, sigma: share, kappa: notNegative }),
    ({ gamma, sigma, kappa }) => {
      const peak = scalabilityPeak(sigma, kappa);
      return {
        peak_concurrency: () => peak.exact,
        best_integer_concurrency: () => peak.whole,
        peak_throughput: () => gamma * usableCapacity(peak.exact, sigma, kappa),
      };
    },
  ),
  'Halfin-Whitt': knownModel(z.object({ beta: positive }), ({ beta }) => ({
    delay_probability_limit: () => halfinWhitt(beta),
  })),
  'M/M/c staffing': knownModel(
    z.union([
      z.object({ a: positive, target_prob_wait: share }),
      z.object({ a: positive, percentile: share, target_response: positive }),
    ]),
    (p) => ({
      min_servers: () =>
        'target_prob_wait' in p
          ? serversForWaitProbability(p.a, p.target_prob_wait)
          : serversForResponse(p.a, 1, p.percentile, p.target_response),
    }),
  ),
  'binomial CI': knownModel(
    z.object({ successes: z.int().min(0), n: count, confidence: share }),
    ({ successes, n, confidence }) => {
      const wilson = wilsonInterval(successes, n, confidence);
      const clopper = clopperPearsonInterval(successes, n, confidence);
      const jeffreys = jeffreysInterval(successes, n, confidence);
      return {
        wilson_lower: () => wilson.low,
        wilson_upper: () => wilson.high,
        clopper_pearson_lower: () => clopper.low,
        clopper_pearson_upper: () => clopper.high,
        jeffreys_lower: () => jeffreys.low,
        jeffreys_upper: () => jeffreys.high,
      };
    },
  ),
};
