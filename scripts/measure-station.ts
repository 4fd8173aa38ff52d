/**
 * How far the station formula is from a simulated GI/G/c queue: relative errors of the mean wait and
 * of the response's 95th percentile over a grid. `node scripts/measure-station.ts`, some minutes; the
 * figures stand in docs/methods/queueing.md.
 */
import { stationApproximation } from '#shared/queueing/known-results.ts';
import { quantile } from '#shared/statistics/quantile.ts';
import { createStream, randomKey, type RandomStream } from '#shared/statistics/random.ts';

const LAWS = ['Erlang-4', 'exponential', 'H2 balanced means'];
const SERVERS = [1, 4, 16, 64];
const UTILIZATIONS = [0.5, 0.7, 0.9, 0.95];

interface Cell {
  servers: number;
  utilization: number;
  arrivalLaw: string;
  serviceLaw: string;
}

const rows = SERVERS.flatMap((servers) =>
  UTILIZATIONS.flatMap((utilization) =>
    LAWS.flatMap((arrivalLaw) =>
      LAWS.map((serviceLaw) => measure({ servers, utilization, arrivalLaw, serviceLaw })),
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
const worst = rows.toSorted((a, b) => Math.abs(b.response) - Math.abs(a.response)).slice(0, 5);
for (const row of worst) console.log('worst response p95', JSON.stringify(row));

function measure(cell: Cell) {
  const { servers, utilization, arrivalLaw, serviceLaw } = cell;
  const arrivalRate = utilization * servers;
  const params = {
    c: servers,
    lambda: arrivalRate,
    mean_service: 1,
    arrival_law: arrivalLaw,
    service_law: serviceLaw,
  };
  const known = (quantity: string): number =>
    stationApproximation({ model: 'GI/G/c FCFS', quantity, params })!;
  const simulated = simulate(cell);
  return {
    ...cell,
    /** Share of requests, so that errors of waits that hardly occur do not count. */
    waits: simulated.waits,
    meanWait: known('mean_wait') / simulated.meanWait - 1,
    response: known('response_p95') / simulated.responseP95 - 1,
  };
}

/** First come, first served: each request takes the server that is free first. */
function simulate({ servers, utilization, arrivalLaw, serviceLaw }: Cell) {
  const customers = utilization < 0.9 ? 600_000 : 2_500_000;
  const stream = createStream(randomKey(1, 0, `${servers}/${utilization}/${arrivalLaw}/${serviceLaw}`));
  const free = new Float64Array(servers);
  const responses = new Float32Array(customers);
  let now = 0;
  let waiting = 0;
  let delayed = 0;
  for (let customer = -customers / 20; customer < customers; customer++) {
    now += draw(arrivalLaw, stream) / (utilization * servers);
    const wait = Math.max(0, free[0]! - now);
    const service = draw(serviceLaw, stream);
    free[0] = now + wait + service;
    sink(free);
    if (customer < 0) continue;
    waiting += wait;
    if (wait > 0) delayed += 1;
    responses[customer] = wait + service;
  }
  return {
    meanWait: waiting / customers,
    waits: delayed / customers,
    responseP95: quantile(responses, 0.95),
  };
}

/** A draw of mean 1. */
function draw(law: string, stream: RandomStream): number {
  if (law === 'exponential') return -Math.log(stream());
  if (law === 'Erlang-4') return -Math.log(stream() * stream() * stream() * stream()) / 4;
  const share = (1 + Math.sqrt(3 / 5)) / 2; // balanced means, cv² = 4
  return -Math.log(stream()) / (2 * (stream() < share ? share : 1 - share));
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
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const spread = (errors: number[]): string =>
    [0.5, 0.9, 1].map((share) => percent(quantile(errors.map(Math.abs), share))).join(' / ');
  const waits = cells.filter((cell) => cell.waits > 0.01);
  console.log(
    `${name}: ${cells.length} cells; response p95 ${spread(cells.map(({ response }) => response))}; mean wait ${spread(waits.map(({ meanWait }) => meanWait))} (${waits.length} cells)`,
  );
}
