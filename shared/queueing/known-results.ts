import { clopperPearsonInterval, jeffreysInterval, wilsonInterval } from '../statistics/binomial-interval.ts';
import { abandonmentQueue } from './abandonment.ts';
import { burstyBucketDrop } from './bursty-bucket.ts';
import { type MomentaryQueue, cyclicQueue, surgeQueue } from './changing-load.ts';
import { deterministicQueue } from './deterministic-queue.ts';
import { erlangB, erlangC } from './erlang.ts';
import { errorBudget } from './error-budget.ts';
import { fluidSurge } from './fluid-surge.ts';
import { serviceCv2, servicePhases } from './known-laws.ts';
import { lossQueue, lossQueueWaitTail } from './loss-queue.ts';
import { arrivalRateOf, modulatedArrivals } from './markov-arrivals.ts';
import { multiServerQueue } from './multi-server-queue.ts';
import { closedNetwork, openNetwork } from './network.ts';
import { phaseQuantile, sumOfPhases, waitPhases } from './phase-type.ts';
import { multiServerPriorityWaits, preemptiveResponses, priorityWaits } from './priority-queue.ts';
import { redundancy } from './redundancy.ts';
import { retrialQueue } from './retrial-queue.ts';
import { retryAmplification, retryEquilibrium } from './retries.ts';
import { scalabilityPeak, usableCapacity } from './scalability.ts';
import { pollaczekKhinchineWait } from './single-server-queue.ts';
import { halfinWhitt, serversForResponse, serversForWaitProbability } from './staffing.ts';
import { type StationWait, stationWait } from './station.ts';
import { tailQuantile } from './tail-quantile.ts';
import { tandemResponse } from './tandem.ts';
import { tokenBucketDelay, tokenBucketDrop } from './token-bucket.ts';
import { windowAvailability } from './window-availability.ts';

/** A case of a table of known results, in its format. */
export interface KnownResult {
  model: string;
  quantity: string;
  // The parameters' names and kinds depend on the model.
  // oxlint-disable-next-line typescript/no-explicit-any
  params: Record<string, any>;
}

type Params = KnownResult['params'];
type Solver = (params: Params, quantity: string) => number | undefined;

/** The exact value by our closed form; undefined where the model or the quantity has none here. */
export function closedForm({ model, quantity, params }: KnownResult): number | undefined {
  return Object.hasOwn(solvers, model) ? solvers[model]!(params, quantity) : undefined;
}

/** `response_p95` asks for 0.95 of the response. */
const percentileOf = (quantity: string): number => Number(`0.${/_p(\d+)/.exec(quantity)?.[1]}`);

const solvers: Record<string, Solver> = {
  ErlangB: (p) => erlangB(p.c, p.a),
  ErlangC: (p) => erlangC(p.c, p.a),
  'M/M/1': (p, quantity) => multiServer({ ...p, c: 1 }, quantity),
  'M/M/c': multiServer,
  'M/M/c/K': finiteRoom,
  'M/M/c+M': impatient,
  'M/G/1': singleServer,
  'M/D/1': (p, quantity) => {
    const queue = deterministicQueue(p.lambda, p.mean_service);
    if (quantity === 'mean_wait') return queue.meanWait;
    return tailQuantile((time) => queue.waitTail(time), percentileOf(quantity), p.mean_service);
  },
  'GI/M/1': (p, quantity) => renewal({ ...p, c: 1 }, quantity),
  'GI/M/c': renewal,
  'M/G/1 non-preemptive priority': (p, quantity) => priorityWaits(priorityLoads(p))[classIndex(quantity)],
  'M/G/1 preemptive-resume priority': (p, quantity) =>
    preemptiveResponses(priorityLoads(p))[classIndex(quantity)],
  'M/M/c non-preemptive priority': (p, quantity) =>
    multiServerPriorityWaits(p.c, p.lambda, 1 / p.mu)[classIndex(quantity)],
  'open Jackson, 3 stations': jackson,
  'closed, single-server FCFS/PS stations': (p, quantity) =>
    closedNetwork(p.demands, p.population, p.think)[quantity as 'throughput' | 'response'],
  'tandem M/M/1': (p, quantity) =>
    tandem(
      p.lambda,
      p.mu.map((mu: number) => ({ servers: 1, meanService: 1 / mu })),
      quantity,
    ),
  'tandem M/M/c -> M/M/c': (p, quantity) =>
    tandem(
      p.lambda,
      p.stations.map((station: Params) => ({ servers: station.c, meanService: 1 / station.mu })),
      quantity,
    ),
  'k-of-n, one crew per unit': spare,
  'k-of-n, r repair crews': spare,
  '2-of-3 cold standby, 1 crew': spare,
  'k-of-n with beta-factor common cause': spare,
  'single up/down component, calendar window': (p) =>
    windowAvailability({ mtbf: p.mtbf_h, mttr: p.mttr_h, window: p.window_h, target: p.slo }),
  'error budget': (p) => errorBudget(p.slo, p.window_days * 24 * 60),
  USL: (p, quantity) => {
    const { exact, whole } = scalabilityPeak(p.sigma, p.kappa);
    if (quantity === 'best_integer_concurrency') return whole;
    return quantity === 'peak_concurrency' ? exact : p.gamma * usableCapacity(exact, p.sigma, p.kappa);
  },
  'token bucket, drop': (p, quantity) => {
    const drop = tokenBucketDrop({ rate: p.token_rate, burst: p.bucket_depth, arrivalRate: p.arrival_rate });
    return quantity === 'drop_probability' ? drop : p.arrival_rate * (1 - drop);
  },
  'token bucket, drop, MMPP(2) input': (p, quantity) => {
    const arrivals = modulatedArrivals(p.rates, p.switch_rates);
    const drop = burstyBucketDrop({ rate: p.token_rate, burst: p.bucket_depth, arrivals });
    return quantity === 'drop_probability' ? drop : arrivalRateOf(arrivals) * (1 - drop);
  },
  'token bucket, delay': (p, quantity) => {
    const { delayProbability, tail } = tokenBucketDelay({
      rate: p.token_rate,
      burst: p.bucket_depth,
      arrivalRate: p.arrival_rate,
    });
    return quantity === 'prob_delayed'
      ? delayProbability
      : tailQuantile(tail, percentileOf(quantity), 1 / p.token_rate);
  },
  'Erlang loss with retries, slow-retry limit': (p, quantity) => {
    const { attemptRate, finalLoss } = retryEquilibrium({
      servers: p.c,
      arrivalRate: p.lambda,
      meanService: 1 / p.mu,
      persistence: p.persistence,
    });
    return quantity === 'total_attempt_rate' ? attemptRate : finalLoss;
  },
  'M/M/c/c retrial': (p, quantity) => {
    const { blocking, meanBackingOff, finalLoss } = retrialQueue({
      servers: p.c,
      arrivalRate: p.lambda,
      meanService: 1 / p.mu,
      meanBackoff: 1 / p.retry_rate,
      persistence: p.persistence,
    });
    return { prob_all_busy: blocking, mean_orbit_size: meanBackingOff, final_loss_probability: finalLoss }[
      quantity
    ];
  },
  'M(t)/M/c rectangular surge': (p, quantity) => {
    const surged = surgeQueue({
      servers: p.c,
      meanService: 1 / p.mu,
      baseRate: p.base_rate,
      surgeRate: p.surge_rate,
      surgeSeconds: p.surge_length,
      at: p.t,
    });
    return momentary(surged, quantity);
  },
  'M(t)/M/c sinusoid, periodic state': (p, quantity) => {
    const cycled = cyclicQueue({
      servers: p.c,
      meanService: 1 / p.mu,
      meanRate: p.mean_rate,
      amplitude: p.amplitude,
      period: p.period,
      phase: p.phase_of_cycle,
    });
    return momentary(cycled, quantity);
  },
  'retry amplification': (p, quantity) => {
    const { attempts, finalFailure } = retryAmplification(p.p, p.max_retries);
    return quantity === 'attempts_per_request' ? attempts : finalFailure;
  },
  'rectangular surge, fluid': surge,
  'Halfin-Whitt': (p) => halfinWhitt(p.beta),
  'M/M/c staffing': (p) =>
    p.target_prob_wait === undefined
      ? serversForResponse(p.a, 1, p.percentile, p.target_response)
      : serversForWaitProbability(p.a, p.target_prob_wait),
  'binomial CI': (p, quantity) => {
    const interval = { wilson: wilsonInterval, clopper: clopperPearsonInterval, jeffreys: jeffreysInterval }[
      quantity.split('_')[0]!
    ];
    return interval?.(p.successes, p.n, p.confidence)[quantity.endsWith('lower') ? 'low' : 'high'];
  },
};

/** Values of `stationWait` and its service law where they are approximations; undefined elsewhere. */
export function stationApproximation({ model, quantity, params: p }: KnownResult): number | undefined {
  if (model !== 'M/G/c' && model !== 'GI/G/c FCFS') return undefined;
  const wait = stationWait({
    servers: p.c,
    arrivalRate: p.lambda,
    meanService: p.mean_service,
    serviceCv2: serviceCv2(p.service_law),
    arrivalCv2: model === 'M/G/c' ? 1 : serviceCv2(p.arrival_law),
  });
  if (quantity === 'prob_wait') return wait.waitProbability;
  if (quantity === 'mean_wait') return wait.waitProbability / wait.conditionalWaitRate;
  const waitQuantile = Math.max(
    0,
    Math.log(wait.waitProbability / (1 - percentileOf(quantity))) / wait.conditionalWaitRate,
  );
  return quantity.startsWith('wait')
    ? waitQuantile
    : stationResponse(wait, p, percentileOf(quantity), waitQuantile);
}

function stationResponse(wait: StationWait, p: Params, percentile: number, waitQuantile: number): number {
  const service = servicePhases(p.service_law, p.mean_service);
  if (!service) return p.mean_service + waitQuantile;
  const waiting = { start: [wait.waitProbability], rates: [[-wait.conditionalWaitRate]] };
  return phaseQuantile(sumOfPhases(waiting, service), percentile);
}

function multiServer(p: Params, quantity: string): number | undefined {
  const queue = multiServerQueue(p.c, p.lambda, 1 / p.mu);
  if (quantity === 'mean_wait') return queue.meanWait;
  if (quantity === 'prob_wait') return queue.waitProbability;
  if (quantity === 'mean_number_in_system') return queue.meanResponse * p.lambda;
  return quantity.startsWith('wait_p')
    ? queue.waitQuantile(percentileOf(quantity))
    : queue.responseQuantile(percentileOf(quantity));
}

function momentary({ meanQueue, allBusy }: MomentaryQueue, quantity: string): number | undefined {
  return { mean_queue_length: meanQueue, prob_all_busy: allBusy }[quantity];
}

function finiteRoom(p: Params, quantity: string): number | undefined {
  const input = { servers: p.c, places: p.K - p.c, arrivalRate: p.lambda, meanService: 1 / p.mu };
  const { blocking, throughput, meanWait } = lossQueue(input);
  if (quantity === 'loss_probability') return blocking;
  if (quantity === 'throughput') return throughput;
  if (quantity === 'mean_wait_of_admitted') return meanWait;
  return tailQuantile((time) => lossQueueWaitTail(input, time), percentileOf(quantity), 1 / p.mu);
}

function impatient(p: Params, quantity: string): number | undefined {
  const queue = abandonmentQueue({
    servers: p.c,
    arrivalRate: p.lambda,
    meanService: 1 / p.mu,
    meanPatience: 1 / p.patience_rate,
  });
  return {
    prob_wait: queue.waitProbability,
    prob_abandon: queue.abandonProbability,
    mean_wait_all: queue.meanWait,
  }[quantity];
}

function singleServer(p: Params, quantity: string): number | undefined {
  if (quantity === 'mean_wait') return pollaczekKhinchineWait(p.lambda, p.mean_service, p.service_scv);
  const service = servicePhases(p.service_law, p.mean_service);
  if (!service) return undefined;
  const wait = waitPhases(p.lambda, service);
  return phaseQuantile(
    quantity.startsWith('wait') ? wait : sumOfPhases(wait, service),
    percentileOf(quantity),
  );
}

function renewal(p: Params, quantity: string): number | undefined {
  const wait = stationWait({
    servers: p.c,
    arrivalRate: p.lambda,
    meanService: 1 / p.mu,
    serviceCv2: 1,
    arrivalCv2: p.arrival_scv,
  });
  if (quantity === 'prob_wait') return wait.waitProbability;
  if (quantity === 'mean_wait') return wait.waitProbability / wait.conditionalWaitRate;
  const waiting = { start: [wait.waitProbability], rates: [[-wait.conditionalWaitRate]] };
  return phaseQuantile(sumOfPhases(waiting, { start: [1], rates: [[-p.mu]] }), percentileOf(quantity));
}

function tandem(
  arrivalRate: number,
  stations: { servers: number; meanService: number }[],
  quantity: string,
): number {
  if (quantity !== 'mean_end_to_end_response')
    return phaseQuantile(tandemResponse(arrivalRate, stations), percentileOf(quantity));
  return stations.reduce(
    (sum, { servers, meanService }) => sum + multiServerQueue(servers, arrivalRate, meanService).meanResponse,
    0,
  );
}

function jackson(p: Params, quantity: string): number | undefined {
  const network = openNetwork({
    external: p.gamma,
    routing: p.routing,
    servers: p.c,
    meanService: p.mu.map((mu: number) => 1 / mu),
  });
  if (quantity === 'mean_end_to_end_response') return network.meanResponse;
  const station = Number(/\d+$/.exec(quantity)?.[0]) - 1;
  return (quantity.startsWith('arrival') ? network.arrivalRates : network.meanNumbers)[station];
}

function spare(p: Params, quantity: string): number | undefined {
  const { unavailability, meanUnitsUp, outagesPerYear } = redundancy({
    units: p.n,
    required: p.k,
    mtbfHours: p.mtbf_h,
    mttrHours: p.mttr_h,
    crews: p.crews,
    commonCause: p.beta,
    spares: p.spare,
  });
  return { unavailability, mean_units_up: meanUnitsUp, outages_per_year: outagesPerYear }[quantity];
}

function surge(p: Params, quantity: string): number | undefined {
  const { peakBacklog, drainSeconds, maximumWait, totalDelay, requestsDelayed } = fluidSurge({
    baseRate: p.base_rate,
    surgeRate: p.surge_rate,
    capacity: p.capacity,
    surgeSeconds: p.surge_seconds,
  });
  return {
    peak_backlog: peakBacklog,
    drain_time_after_surge: drainSeconds,
    max_wait: maximumWait,
    total_delay_request_seconds: totalDelay,
    requests_delayed: requestsDelayed,
  }[quantity];
}

function priorityLoads(p: Params) {
  return p.lambda.map((arrivalRate: number, index: number) => ({
    arrivalRate,
    meanService: 1 / p.mu[index],
    serviceCv2: p.service_scv,
  }));
}

const classIndex = (quantity: string): number => Number(/\d+$/.exec(quantity)?.[0]) - 1;
