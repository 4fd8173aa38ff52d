import { z } from 'zod';
import { phaseQuantile } from '../phase-type.ts';
import { stationResponseQuantile, stationWaitPhases } from '../station-response.ts';
import { stationWait } from '../station.ts';
import { type KnownLaw, cv2OfKnownLaw, parseKnownLaw, phasesOfKnownLaw } from './known-law.ts';
import { type Answers, type KnownModels, asPercentile, count, knownModel } from './known-model.ts';
import type { KnownResult } from './known-result.ts';
import { generalArrivals, generalService } from './waiting-models.ts';

const POISSON: KnownLaw = { kind: 'exponential' };

/** Models where the engine's station (rule Q2) is not exact, and what it says of them. */
export const APPROXIMATIONS: KnownModels = {
  'M/G/1': knownModel(z.object(generalService), (p) =>
    station(1, p.lambda, p.mean_service, POISSON, parseKnownLaw(p.service_law, p.service_scv)),
  ),
  'M/G/c': knownModel(z.object({ ...generalService, c: count }), (p) =>
    station(p.c, p.lambda, p.mean_service, POISSON, parseKnownLaw(p.service_law, p.service_scv)),
  ),
  'GI/G/c FCFS': knownModel(z.object({ ...generalService, ...generalArrivals, c: count }), (p) => {
    const arrivals = parseKnownLaw(p.arrival_law, p.arrival_scv);
    return station(p.c, p.lambda, p.mean_service, arrivals, parseKnownLaw(p.service_law, p.service_scv));
  }),
};

function station(
  servers: number,
  arrivalRate: number,
  meanService: number,
  arrivals: KnownLaw,
  law: KnownLaw,
): Answers {
  const [serviceCv2, arrivalCv2] = [cv2OfKnownLaw(law), cv2OfKnownLaw(arrivals)];
  const wait = stationWait({ servers, arrivalRate, meanService, serviceCv2, arrivalCv2 });
  const service = phasesOfKnownLaw(law, meanService) ?? meanService;
  return {
    prob_wait: () => wait.waitProbability,
    mean_wait: () => wait.waitProbability / wait.conditionalWaitRate,
    'wait_p#': (digits) => phaseQuantile(stationWaitPhases(wait), asPercentile(digits)),
    'response_p#': (digits) => stationResponseQuantile(wait, service, asPercentile(digits)),
  };
}

/**
 * Largest relative errors over the grid of scripts/measure-station.ts, rounded up to a percent:
 * docs/methods/queueing.md. Mean and share of M/G/1 are exact.
 */
const LARGEST_ERRORS: Record<string, Record<string, number>> = {
  'M/G/1': {
    prob_wait: 1e-9,
    mean_wait: 1e-9,
    wait_p95: 0.12,
    wait_p99: 0.19,
    response_p95: 0.12,
    response_p99: 0.2,
  },
  'M/G/c': {
    prob_wait: 0.14,
    mean_wait: 0.15,
    wait_p95: 0.17,
    wait_p99: 0.15,
    response_p95: 0.11,
    response_p99: 0.16,
  },
  'GI/G/c FCFS': {
    prob_wait: 0.4,
    mean_wait: 0.41,
    wait_p95: 0.4,
    wait_p99: 0.21,
    response_p95: 0.13,
    response_p99: 0.2,
  },
};

/** The grid: outside it nothing was measured. */
const measuredSchema = z.object({
  c: z.number().max(64).default(1),
  lambda: z.number(),
  mean_service: z.number(),
  service_law: z.string(),
  service_scv: z.number().max(4).optional(),
  arrival_law: z.string().default('exponential'),
  arrival_scv: z.number().max(4).optional(),
});

/** What the station's answer may be off by, relative; undefined where that was not measured. */
export function errorBound({
  model,
  quantity,
  params,
}: Pick<KnownResult, 'model' | 'quantity' | 'params'>): number | undefined {
  const parsed = measuredSchema.safeParse(params);
  if (!parsed.success || !Object.hasOwn(LARGEST_ERRORS, model)) return undefined;
  const p = parsed.data;
  const utilization = (p.lambda * p.mean_service) / p.c;
  const laws = [parseKnownLaw(p.service_law, p.service_scv), parseKnownLaw(p.arrival_law, p.arrival_scv)];
  if (utilization < 0.5 || utilization > 0.95 || laws.some((law) => cv2OfKnownLaw(law) > 4)) return undefined;
  return LARGEST_ERRORS[model]![quantity];
}
