/**
 * How far the station formula is from a simulated GI/G/c queue: relative errors of waits and responses
 * over a grid. `node scripts/measure-station.ts`, some minutes; `node scripts/measure-station.ts 8`
 * with eight times the requests. The figures stand in docs/methods/queueing.md.
 */
import { type PhaseType, phaseTail } from '#shared/queueing/phase-type.ts';
import { stationWaitPhases } from '#shared/queueing/station-response.ts';
import { type StationWait, stationWait } from '#shared/queueing/station.ts';
import { tailQuantile } from '#shared/queueing/tail-quantile.ts';
import { lowerGamma } from '#shared/statistics/gamma.ts';
import { normalCdf, normalQuantile } from '#shared/statistics/normal.ts';
import { sortedQuantile, quantile } from '#shared/statistics/quantile.ts';
import { createStream, randomKey, type RandomStream } from '#shared/statistics/random.ts';

/** Laws of mean 1. */
interface Law {
  name: string;
  cv2: number;
  draw(random: RandomStream): number;
  tail(time: number): number;
}

const BALANCED = (1 + Math.sqrt(3 / 5)) / 2; // of hyperexponential services, cv² = 4
const LOGNORMAL = Math.sqrt(Math.log(5)); // deviation of the logarithm, cv² = 4

const DETERMINISTIC: Law = {
  name: 'always the same',
  cv2: 0,
  draw: () => 1,
  tail: (time) => (time < 1 ? 1 : 0),
};
const ERLANG: Law = {
  name: 'Erlang-4',
  cv2: 1 / 4,
  draw: (random) => -Math.log(random() * random() * random() * random()) / 4,
  tail: (time) => 1 - lowerGamma(4, 4 * time),
};
const EXPONENTIAL: Law = {
  name: 'exponential',
  cv2: 1,
  draw: (random) => -Math.log(random()),
  tail: (time) => Math.exp(-time),
};
const HYPEREXPONENTIAL: Law = {
  name: 'hyperexponential, cv² 4',
  cv2: 4,
  draw: (random) => -Math.log(random()) / (2 * (random() < BALANCED ? BALANCED : 1 - BALANCED)),
  tail: (time) =>
    BALANCED * Math.exp(-2 * BALANCED * time) + (1 - BALANCED) * Math.exp(-2 * (1 - BALANCED) * time),
};
const SKEWED: Law = {
  name: 'lognormal, cv² 4',
  cv2: 4,
  draw: (random) => Math.exp(LOGNORMAL * normalQuantile(random()) - LOGNORMAL ** 2 / 2),
  tail: (time) => (time <= 0 ? 1 : normalCdf(-(Math.log(time) + LOGNORMAL ** 2 / 2) / LOGNORMAL)),
};

const ARRIVALS = [ERLANG, EXPONENTIAL, HYPEREXPONENTIAL];
const SERVICES = [DETERMINISTIC, ERLANG, EXPONENTIAL, HYPEREXPONENTIAL, SKEWED];
const SERVERS = [1, 2, 4, 8, 16, 32, 64];
const UTILIZATIONS = [0.5, 0.7, 0.8, 0.9, 0.95];
const times = Number(process.argv[2] ?? 1);

interface Cell {
  servers: number;
  utilization: number;
  arrivals: Law;
  service: Law;
}

const rows = SERVERS.flatMap((servers) =>
  UTILIZATIONS.flatMap((utilization) =>
    ARRIVALS.flatMap((arrivals) =>
      SERVICES.map((service) => measure({ servers, utilization, arrivals, service })),
    ),
  ),
);
report('all cells', rows);
for (const utilization of UTILIZATIONS)
  report(
    `utilization ${utilization}`,
    rows.filter((row) => row.utilization === utilization),
  );
for (const servers of SERVERS)
  report(
    `${servers} servers`,
    rows.filter((row) => row.servers === servers),
  );
for (const { name } of ARRIVALS)
  report(
    `arrivals ${name}`,
    rows.filter((row) => row.arrivals === name),
  );
for (const { name } of SERVICES)
  report(
    `services ${name}`,
    rows.filter((row) => row.service === name),
  );
report(
  'Poisson arrivals, one server',
  rows.filter((row) => row.arrivals === EXPONENTIAL.name && row.servers === 1),
);
report(
  'Poisson arrivals, several servers',
  rows.filter((row) => row.arrivals === EXPONENTIAL.name && row.servers > 1),
);
const worst = rows.toSorted((a, b) => Math.abs(b.p95) - Math.abs(a.p95)).slice(0, 5);
for (const row of worst) console.log('worst response p95', JSON.stringify(row));

function measure(cell: Cell) {
  const { servers, utilization, arrivals, service } = cell;
  const simulated = simulate(cell);
  const wait = stationWait({
    servers,
    arrivalRate: utilization * servers,
    meanService: 1,
    serviceCv2: service.cv2,
    arrivalCv2: arrivals.cv2,
  });
  const waiting = stationWaitPhases(wait);
  const waitQuantile = (probability: number): number =>
    tailQuantile((time) => phaseTail(waiting, time), probability, 1);
  return {
    servers,
    utilization,
    arrivals: arrivals.name,
    service: service.name,
    /** Share of requests, so that errors of waits that hardly occur do not count. */
    waits: simulated.waits,
    chance: wait.waitProbability / simulated.waits - 1,
    meanWait: wait.waitProbability / wait.conditionalWaitRate / simulated.meanWait - 1,
    waitP95: waitQuantile(0.95) / simulated.waitP95 - 1,
    waitP99: waitQuantile(0.99) / simulated.waitP99 - 1,
    p95: responseQuantile(wait, waiting, service, 0.95) / simulated.p95 - 1,
    p99: responseQuantile(wait, waiting, service, 0.99) / simulated.p99 - 1,
  };
}

/** Of wait and service of any law, by the midpoint rule over the wait. */
function responseQuantile(wait: StationWait, waiting: PhaseType, service: Law, probability: number): number {
  const step = 1 / (wait.conditionalWaitRate * 200);
  const waits = Array.from({ length: 4000 }, (_none, cell) => phaseTail(waiting, cell * step));
  const masses = waits.slice(1).map((tail, cell) => waits[cell]! - tail);
  const tail = (time: number): number =>
    (1 - wait.waitProbability) * service.tail(time) +
    waits.at(-1)! +
    masses.reduce((sum, mass, cell) => {
      const left = time - (cell + 0.5) * step;
      return sum + mass * (left <= 0 ? 1 : service.tail(left));
    }, 0);
  let [low, high] = [0, 1];
  while (tail(high) > 1 - probability) high *= 2;
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2;
    if (tail(middle) > 1 - probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** First come, first served: each request takes the server that is free first. */
function simulate({ servers, utilization, arrivals, service }: Cell) {
  const customers = times * (utilization < 0.9 ? 600_000 : 2_500_000);
  const random = createStream(randomKey(1, 0, `${servers}/${utilization}/${arrivals.name}/${service.name}`));
  const free = new Float64Array(servers);
  const waits = new Float32Array(customers);
  const responses = new Float32Array(customers);
  let now = 0;
  let waiting = 0;
  let delayed = 0;
  for (let customer = -customers / 20; customer < customers; customer++) {
    now += arrivals.draw(random) / (utilization * servers);
    const wait = Math.max(0, free[0]! - now);
    const busy = service.draw(random);
    free[0] = now + wait + busy;
    sink(free);
    if (customer < 0) continue;
    waiting += wait;
    if (wait > 0) delayed += 1;
    waits[customer] = wait;
    responses[customer] = wait + busy;
  }
  waits.sort();
  responses.sort();
  return {
    meanWait: waiting / customers,
    waits: delayed / customers,
    waitP95: sortedQuantile(waits, 0.95),
    waitP99: sortedQuantile(waits, 0.99),
    p95: sortedQuantile(responses, 0.95),
    p99: sortedQuantile(responses, 0.99),
  };
}

/** Puts the first entry of a binary heap in its place. */
function sink(heap: Float64Array): void {
  const value = heap[0]!;
  let parent = 0;
  for (let child = 1; child < heap.length; child = 2 * parent + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
    if (heap[child]! >= value) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  heap[parent] = value;
}

function report(name: string, cells: ReturnType<typeof measure>[]): void {
  const percent = (value: number): string => (100 * value).toFixed(1);
  const spread = (errors: number[]): string =>
    errors.length === 0
      ? '–'
      : [0.5, 0.9, 1].map((share) => percent(quantile(errors.map(Math.abs), share))).join(' / ');
  const waits = cells.filter((cell) => cell.waits > 0.01);
  // A percentile of the wait is 0 where fewer wait, and any error of a tiny one is large.
  const queues = cells.filter((cell) => cell.waits > 0.1);
  console.log(
    [
      `${name}: ${cells.length}`,
      `response p95 ${spread(cells.map(({ p95 }) => p95))}`,
      `p99 ${spread(cells.map(({ p99 }) => p99))}`,
      `mean wait ${spread(waits.map(({ meanWait }) => meanWait))}`,
      `share that waits ${spread(waits.map(({ chance }) => chance))} (${waits.length})`,
      `wait p95 ${spread(queues.map(({ waitP95 }) => waitP95))}`,
      `wait p99 ${spread(queues.map(({ waitP99 }) => waitP99))} (${queues.length})`,
    ].join(' | '),
  );
}
