import { z } from 'zod';
import { abandonmentQueue } from '../abandonment.ts';
import { deterministicQueue } from '../deterministic-queue.ts';
import { erlangB, erlangC } from '../erlang.ts';
import { lossQueue, lossQueueWaitTail } from '../loss-queue.ts';
import { multiServerQueue } from '../multi-server-queue.ts';
import { phaseQuantile, sumOfPhases, waitPhases } from '../phase-type.ts';
import { multiServerPriorityWaits, preemptiveResponses, priorityWaits } from '../priority-queue.ts';
import { pollaczekKhinchineWait } from '../single-server-queue.ts';
import { stationWait } from '../station.ts';
import { tailQuantile } from '../tail-quantile.ts';
import { type KnownLaw, cv2OfKnownLaw, parseKnownLaw, phasesOfKnownLaw } from './known-law.ts';
import {
  type Answers,
  type KnownModels,
  asPercentile,
  count,
  knownModel,
  memberOf,
  notNegative,
  positive,
} from './known-model.ts';

const servers = { c: count, lambda: notNegative, mu: positive };
const priorities = { lambda: z.array(notNegative).min(1) };
export const generalService = {
  lambda: positive,
  mean_service: positive,
  service_law: z.string(),
  service_scv: notNegative.optional(),
};
export const generalArrivals = { arrival_law: z.string(), arrival_scv: notNegative.optional() };

/** Single stations. */
export const WAITING_MODELS: KnownModels = {
  ErlangB: knownModel(z.object({ c: z.int().min(0), a: notNegative }), ({ c, a }) => ({
    blocking_probability: () => erlangB(c, a),
  })),
  ErlangC: knownModel(z.object({ c: count, a: notNegative }), ({ c, a }) => ({
    delay_probability: () => erlangC(c, a),
  })),
  'M/M/1': knownModel(z.object({ lambda: notNegative, mu: positive }), ({ lambda, mu }) =>
    multiServer(1, lambda, 1 / mu),
  ),
  'M/M/c': knownModel(z.object(servers), ({ c, lambda, mu }) => multiServer(c, lambda, 1 / mu)),
  'M/M/c/K': knownModel(z.object({ ...servers, K: count }), ({ c, K, lambda, mu }) => {
    const input = { servers: c, places: K - c, arrivalRate: lambda, meanService: 1 / mu };
    const queue = lossQueue(input);
    return {
      loss_probability: () => queue.blocking,
      throughput: () => queue.throughput,
      prob_wait_of_admitted: () => queue.waitProbability,
      mean_wait_of_admitted: () => queue.meanWait,
      'wait_p#_of_admitted': (digits) =>
        tailQuantile((time) => lossQueueWaitTail(input, time), asPercentile(digits), 1 / mu),
    };
  }),
  'M/M/c+M': knownModel(z.object({ ...servers, patience_rate: positive }), (p) => {
    const queue = abandonmentQueue({
      servers: p.c,
      arrivalRate: p.lambda,
      meanService: 1 / p.mu,
      meanPatience: 1 / p.patience_rate,
    });
    return {
      prob_wait: () => queue.waitProbability,
      prob_abandon: () => queue.abandonProbability,
      mean_wait_all: () => queue.meanWait,
    };
  }),
  'M/G/1': knownModel(z.object(generalService), (p) =>
    singleServer(p.lambda, p.mean_service, p.service_law, p.service_scv),
  ),
  'M/D/1': knownModel(z.object({ lambda: positive, mean_service: positive }), (p) =>
    deterministic(p.lambda, p.mean_service),
  ),
  'GI/M/1': knownModel(z.object({ lambda: positive, mu: positive, ...generalArrivals }), (p) =>
    renewal(1, p.lambda, 1 / p.mu, parseKnownLaw(p.arrival_law, p.arrival_scv)),
  ),
  'GI/M/c': knownModel(z.object({ ...servers, lambda: positive, ...generalArrivals }), (p) =>
    renewal(p.c, p.lambda, 1 / p.mu, parseKnownLaw(p.arrival_law, p.arrival_scv)),
  ),
  'M/G/1 non-preemptive priority': knownModel(
    z.object({ ...priorities, mu: z.array(positive), service_scv: notNegative }),
    (p) => ({ 'mean_wait_class_#': (digits) => memberOf(priorityWaits(loadsOf(p)), digits) }),
  ),
  'M/G/1 preemptive-resume priority': knownModel(
    z.object({ ...priorities, mu: z.array(positive), service_scv: notNegative }),
    (p) => ({ 'mean_response_class_#': (digits) => memberOf(preemptiveResponses(loadsOf(p)), digits) }),
  ),
  'M/M/c non-preemptive priority': knownModel(
    z.object({ ...priorities, mu: positive, c: count }),
    ({ c, lambda, mu }) => ({
      'mean_wait_class_#': (digits) => memberOf(multiServerPriorityWaits(c, lambda, 1 / mu), digits),
    }),
  ),
  // Only where they are one of the models above: else the station approximates them.
  'M/G/c': knownModel(z.object({ ...generalService, c: count }), (p) => {
    const service = parseKnownLaw(p.service_law, p.service_scv);
    return exactStation(p.c, p.lambda, p.mean_service, { kind: 'exponential' }, service);
  }),
  'GI/G/c FCFS': knownModel(z.object({ ...generalService, ...generalArrivals, c: count }), (p) => {
    const arrivals = parseKnownLaw(p.arrival_law, p.arrival_scv);
    return exactStation(p.c, p.lambda, p.mean_service, arrivals, parseKnownLaw(p.service_law, p.service_scv));
  }),
};

function exactStation(
  c: number,
  arrivalRate: number,
  meanService: number,
  arrivals: KnownLaw,
  service: KnownLaw,
): Answers {
  if (service.kind === 'exponential') return renewal(c, arrivalRate, meanService, arrivals);
  if (arrivals.kind !== 'exponential' || c > 1) return {};
  return service.kind === 'deterministic'
    ? deterministic(arrivalRate, meanService)
    : phaseService(arrivalRate, meanService, service);
}

function multiServer(c: number, arrivalRate: number, meanService: number): Answers {
  const queue = multiServerQueue(c, arrivalRate, meanService);
  return {
    prob_wait: () => queue.waitProbability,
    mean_wait: () => queue.meanWait,
    mean_response: () => queue.meanResponse,
    mean_number_in_system: () => queue.meanResponse * arrivalRate,
    'wait_p#': (digits) => queue.waitQuantile(asPercentile(digits)),
    'response_p#': (digits) => queue.responseQuantile(asPercentile(digits)),
  };
}

/** The mean needs no more than the cv²; percentiles need a law. */
function singleServer(arrivalRate: number, meanService: number, law: string, cv2?: number): Answers {
  const meanWait =
    cv2 === undefined ? {} : { mean_wait: () => pollaczekKhinchineWait(arrivalRate, meanService, cv2) };
  const solved = (): Answers => {
    const service = parseKnownLaw(law, cv2);
    return service.kind === 'deterministic'
      ? deterministic(arrivalRate, meanService)
      : phaseService(arrivalRate, meanService, service);
  };
  return {
    mean_wait: () => solved().mean_wait!(''),
    ...meanWait,
    prob_wait: () => arrivalRate * meanService,
    'wait_p#': (digits) => solved()['wait_p#']!(digits),
    'response_p#': (digits) => solved()['response_p#']!(digits),
  };
}

function deterministic(arrivalRate: number, meanService: number): Answers {
  const queue = deterministicQueue(arrivalRate, meanService);
  const waitQuantile = (digits: string): number =>
    tailQuantile((time) => queue.waitTail(time), asPercentile(digits), meanService);
  return {
    prob_wait: () => arrivalRate * meanService,
    mean_wait: () => queue.meanWait,
    'wait_p#': waitQuantile,
    'response_p#': (digits) => meanService + waitQuantile(digits),
  };
}

function phaseService(arrivalRate: number, meanService: number, law: KnownLaw): Answers {
  const service = phasesOfKnownLaw(law, meanService)!;
  const wait = waitPhases(arrivalRate, service);
  return {
    prob_wait: () => arrivalRate * meanService,
    mean_wait: () => pollaczekKhinchineWait(arrivalRate, meanService, cv2OfKnownLaw(law)),
    'wait_p#': (digits) => phaseQuantile(wait, asPercentile(digits)),
    'response_p#': (digits) => phaseQuantile(sumOfPhases(wait, service), asPercentile(digits)),
  };
}

/** GI/M/c, where the station is exact. */
function renewal(c: number, arrivalRate: number, meanService: number, arrivals: KnownLaw): Answers {
  const arrivalCv2 = cv2OfKnownLaw(arrivals);
  const wait = stationWait({ servers: c, arrivalRate, meanService, serviceCv2: 1, arrivalCv2 });
  const waiting = { start: [wait.waitProbability], rates: [[-wait.conditionalWaitRate]] };
  const response = sumOfPhases(waiting, { start: [1], rates: [[-1 / meanService]] });
  return {
    prob_wait: () => wait.waitProbability,
    mean_wait: () => wait.waitProbability / wait.conditionalWaitRate,
    'wait_p#': (digits) =>
      Math.max(0, Math.log(wait.waitProbability / (1 - asPercentile(digits))) / wait.conditionalWaitRate),
    'response_p#': (digits) => phaseQuantile(response, asPercentile(digits)),
  };
}

function loadsOf({ lambda, mu, service_scv }: { lambda: number[]; mu: number[]; service_scv: number }) {
  if (mu.length !== lambda.length)
    throw new RangeError(`Expected a service rate per class, got ${mu.length} for ${lambda.length} classes.`);
  return lambda.map((arrivalRate, index) => ({
    arrivalRate,
    meanService: 1 / mu[index]!,
    serviceCv2: service_scv,
  }));
}
