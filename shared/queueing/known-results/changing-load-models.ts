import { z } from 'zod';
import { type MomentaryQueue, cyclicQueue, surgeQueue } from '../changing-load.ts';
import { fluidSurge } from '../fluid-surge.ts';
import {
  type Answers,
  type KnownModels,
  count,
  knownModel,
  notNegative,
  positive,
  share,
} from './known-model.ts';

const servers = { c: count, mu: positive };

/** Rates that change. */
export const CHANGING_LOAD_MODELS: KnownModels = {
  'rectangular surge, fluid': knownModel(
    z.object({
      base_rate: notNegative,
      surge_rate: notNegative,
      capacity: positive,
      surge_seconds: notNegative,
    }),
    (p) => {
      const surge = fluidSurge({
        baseRate: p.base_rate,
        surgeRate: p.surge_rate,
        capacity: p.capacity,
        surgeSeconds: p.surge_seconds,
      });
      return {
        peak_backlog: () => surge.peakBacklog,
        drain_time_after_surge: () => surge.drainSeconds,
        max_wait: () => surge.maximumWait,
        total_delay_request_seconds: () => surge.totalDelay,
        requests_delayed: () => surge.requestsDelayed,
      };
    },
  ),
  'M(t)/M/c rectangular surge': knownModel(
    z.object({
      ...servers,
      base_rate: notNegative,
      surge_rate: notNegative,
      surge_length: notNegative,
      t: notNegative,
    }),
    (p) =>
      momentary(
        surgeQueue({
          servers: p.c,
          meanService: 1 / p.mu,
          baseRate: p.base_rate,
          surgeRate: p.surge_rate,
          surgeSeconds: p.surge_length,
          at: p.t,
        }),
      ),
  ),
  'M(t)/M/c sinusoid, periodic state': knownModel(
    z.object({
      ...servers,
      mean_rate: notNegative,
      amplitude: share,
      period: positive,
      phase_of_cycle: notNegative,
    }),
    (p) =>
      momentary(
        cyclicQueue({
          servers: p.c,
          meanService: 1 / p.mu,
          meanRate: p.mean_rate,
          amplitude: p.amplitude,
          period: p.period,
          phase: p.phase_of_cycle,
        }),
      ),
  ),
};

const momentary = ({ meanQueue, allBusy }: MomentaryQueue): Answers => ({
  mean_queue_length: () => meanQueue,
  prob_all_busy: () => allBusy,
});
