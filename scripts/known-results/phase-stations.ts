import { type Chain, type Move, explore, lastsLonger, meanOf, quantileOf, settle } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

const PHASES = 'chain of the phases of arrivals and services and the number waiting, solved by elimination';

/** A law as phases: where it starts, moves between phases, and the rate at which it ends in each. */
interface Law {
  start: number[];
  moves: { from: number; to: number; rate: number }[];
  ends: number[];
}

const exponential = (mean: number): Law => ({ start: [1], moves: [], ends: [1 / mean] });

const erlang = (stages: number, mean: number): Law => ({
  start: Array.from({ length: stages }, (_none, stage) => (stage === 0 ? 1 : 0)),
  moves: Array.from({ length: stages - 1 }, (_none, from) => ({ from, to: from + 1, rate: stages / mean })),
  ends: Array.from({ length: stages }, (_none, stage) => (stage === stages - 1 ? stages / mean : 0)),
});

/** Two exponentials that carry half of the mean each. */
function hyperexponential(cv2: number, mean: number): Law {
  const often = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  return { start: [often, 1 - often], moves: [], ends: [(2 * often) / mean, (2 * (1 - often)) / mean] };
}

/** Waiting beyond this is too unlikely to show. */
const FAR = 500;

/** States: number waiting, phase of the arrivals, servers busy in each phase of the service. */
function stationChain(servers: number, arrivals: Law, service: Law): Chain {
  return explore([0, 0, ...service.start.map(() => 0)], ([waiting, phase, ...busy]) => {
    const all = busy.reduce((sum, count) => sum + count, 0);
    const moves: Move[] = arrivals.moves
      .filter(({ from }) => from === phase)
      .map(({ to, rate }) => [[waiting!, to, ...busy], rate]);
    arrivals.start.forEach((chance, next) => {
      const rate = arrivals.ends[phase!]! * chance;
      if (all === servers) {
        if (waiting! < FAR) moves.push([[waiting! + 1, next, ...busy], rate]);
      } else
        service.start.forEach((share, begun) => {
          moves.push([[waiting!, next, ...changed(busy, begun, 1)], rate * share]);
        });
    });
    service.moves.forEach(({ from, to, rate }) => {
      if (busy[from]! > 0)
        moves.push([[waiting!, phase!, ...changed(changed(busy, from, -1), to, 1)], busy[from]! * rate]);
    });
    service.ends.forEach((rate, ending) => {
      if (busy[ending] === 0) return;
      const left = changed(busy, ending, -1);
      if (waiting === 0) moves.push([[0, phase!, ...left], busy[ending]! * rate]);
      else
        service.start.forEach((share, begun) => {
          moves.push([[waiting! - 1, phase!, ...changed(left, begun, 1)], busy[ending]! * rate * share]);
        });
    });
    return moves;
  });
}

const changed = (counts: number[], at: number, by: number): number[] =>
  counts.map((count, place) => (place === at ? count + by : count));

function waits(servers: number, arrivalRate: number, arrivals: Law, service: Law) {
  const chain = stationChain(servers, arrivals, service);
  const shares = settle(chain);
  return {
    prob_wait: meanOf(chain, shares, ([, phase, ...busy]) =>
      busy.reduce((sum, count) => sum + count, 0) === servers ? arrivals.ends[phase!]! / arrivalRate : 0,
    ),
    mean_wait: meanOf(chain, shares, ([waiting]) => waiting!) / arrivalRate,
  };
}

/** Percentiles of M/G/1: whoever comes waits for the rest of the service under way and for those who wait. */
function singleServer(
  prefix: string,
  lambda: number,
  service_law: string,
  service_scv: number,
  law: Law,
): GoldenCase[] {
  const found = stationChain(1, exponential(1 / lambda), law);
  const shares = settle(found);
  const phases = law.start.length;
  const most = 300;
  // State 0: done; then by services still to be waited for, and the phase of the one under way.
  const place = (services: number, phase: number): number => 1 + (services - 1) * phases + phase;
  const states = [[0], ...Array.from({ length: most * phases }, (_none, index) => [index + 1])];
  const moves: Chain['moves'] = states.map(() => []);
  for (let services = 1; services <= most; services++) {
    for (const { from, to, rate } of law.moves)
      moves[place(services, from)]!.push({ to: place(services, to), rate });
    law.ends.forEach((rate, phase) => {
      if (rate === 0) return;
      if (services === 1) moves[place(1, phase)]!.push({ to: 0, rate });
      else
        law.start.forEach((share, begun) => {
          if (share > 0)
            moves[place(services, phase)]!.push({ to: place(services - 1, begun), rate: rate * share });
        });
    });
  }
  const startOf = (own: number): Float64Array => {
    const start = new Float64Array(states.length);
    found.states.forEach(([waiting, , ...busy], index) => {
      const phase = busy.findIndex((count) => count > 0);
      if (waiting! + 1 + own > most) return;
      if (phase >= 0) start[place(waiting! + 1 + own, phase)]! += shares[index]!;
      else if (own === 0) start[0]! += shares[index]!;
      else law.start.forEach((share, begun) => (start[place(1, begun)]! += shares[index]! * share));
    });
    return start;
  };
  const chain = { states, moves };
  const quantile = (own: number, probability: number): number => {
    const start = startOf(own);
    return quantileOf((time) => lastsLonger(chain, start, time), probability);
  };
  const mean_wait = meanOf(found, shares, ([waiting]) => waiting!) / lambda;
  return casesOf(
    prefix,
    'M/G/1',
    { lambda, mean_service: 1, service_scv, service_law },
    { mean_wait, wait_p95: quantile(0, 0.95), response_p95: quantile(1, 0.95) },
    { source: PHASES },
  );
}

export function phaseStationCases(): GoldenCase[] {
  const [two, three] = ['Erlang-2', 'H2 balanced means'];
  const source = { source: PHASES };
  const general = (c: number, lambda: number, service_law: string, service_scv: number, law: Law) =>
    casesOf(
      `mg${c}`,
      'M/G/c',
      { c, lambda, mean_service: 1, service_law, service_scv },
      waits(c, lambda, exponential(1 / lambda), law),
      source,
    );
  const renewal = waits(3, 2.4, hyperexponential(3, 1 / 2.4), exponential(1));
  return [
    ...singleServer('mg1-erlang', 0.6, 'Erlang-3', 1 / 3, erlang(3, 1)),
    ...singleServer('mg1-h2', 0.7, three, 3, hyperexponential(3, 1)),
    ...casesOf(
      'gm1',
      'GI/M/1',
      { lambda: 0.75, mu: 1, arrival_law: two, arrival_scv: 0.5 },
      { mean_wait: waits(1, 0.75, erlang(2, 1 / 0.75), exponential(1)).mean_wait },
      source,
    ),
    ...casesOf(
      'gm3',
      'GI/M/c',
      { c: 3, lambda: 2.4, mu: 1, arrival_law: three, arrival_scv: 3 },
      renewal,
      source,
    ),
    ...general(3, 2.25, three, 3, hyperexponential(3, 1)),
    ...general(5, 4, two, 0.5, erlang(2, 1)),
    ...casesOf(
      'gg2',
      'GI/G/c FCFS',
      { c: 2, lambda: 1.6, mean_service: 1, arrival_law: two, service_law: `${three}, SCV 3` },
      waits(2, 1.6, erlang(2, 1 / 1.6), hyperexponential(3, 1)),
      source,
    ),
    ...casesOf(
      'gg4',
      'GI/G/c FCFS',
      { c: 4, lambda: 3, mean_service: 1, arrival_law: `${three}, SCV 3`, service_law: two },
      waits(4, 3, hyperexponential(3, 1 / 3), erlang(2, 1)),
      source,
    ),
  ];
}
