import { type Chain, type Move, explore, lastsLonger, meanOf, quantileOf, settle } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

const COUNTS = 'chain of the numbers at the stations, solved by elimination';
const CLASSES = 'chain of the numbers of each class, solved by elimination';

/** One exponential server for two classes, the first served first, by state [first, second, class in service]. */
function oneServer(lambda: number[], mu: number[], interrupts: boolean, far: number): Chain {
  return explore([0, 0, 0], ([first, second, served]) => {
    const moves: Move[] = [];
    const next = (one: number, two: number): number => (one > 0 ? 1 : two > 0 ? 2 : 0);
    const after = (one: number, two: number): readonly number[] => [one, two, next(one, two)];
    const arrive = (one: number, two: number): readonly number[] =>
      interrupts || served === 0 ? after(one, two) : [one, two, served!];
    if (first! < far) moves.push([arrive(first! + 1, second!), lambda[0]!]);
    if (second! < far) moves.push([arrive(first!, second! + 1), lambda[1]!]);
    if (served === 1) moves.push([after(first! - 1, second!), mu[0]!]);
    if (served === 2) moves.push([after(first!, second! - 1), mu[1]!]);
    return moves;
  });
}

function priorities(): GoldenCase[] {
  const [lambda, mu] = [
    [0.25, 0.3],
    [1.2, 0.9],
  ];
  const number = (interrupts: boolean, which: number): number => {
    const chain = oneServer(lambda, mu, interrupts, 55);
    return meanOf(chain, settle(chain), (state) => state[which]!);
  };
  const polite = [0, 1].map((which) => number(false, which) / lambda[which]! - 1 / mu[which]!);
  const rude = [0, 1].map((which) => number(true, which) / lambda[which]!);
  const params = { lambda, mu, service_scv: 1, c: 1, order: 'class 1 highest' };
  const source = { source: CLASSES, tolerance: 1e-6 };
  return [
    ...casesOf(
      'polite',
      'M/G/1 non-preemptive priority',
      params,
      { mean_wait_class_1: polite[0]!, mean_wait_class_2: polite[1]! },
      source,
    ),
    ...casesOf(
      'rude',
      'M/G/1 preemptive-resume priority',
      params,
      { mean_response_class_1: rude[0]!, mean_response_class_2: rude[1]! },
      source,
    ),
    ...severalServers(),
  ];
}

/** States: servers busy, and who waits of each class. */
function severalServers(): GoldenCase[] {
  const [c, lambda, mu] = [3, [0.9, 1.1], 1];
  const chain = explore([0, 0, 0], ([busy, first, second]) => {
    const moves: Move[] = [];
    if (busy! < c) moves.push([[busy! + 1, 0, 0], lambda[0]! + lambda[1]!]);
    else {
      if (first! < 55) moves.push([[c, first! + 1, second!], lambda[0]!]);
      if (second! < 55) moves.push([[c, first!, second! + 1], lambda[1]!]);
    }
    const rate = busy! * mu;
    if (first! > 0) moves.push([[c, first! - 1, second!], rate]);
    else if (second! > 0) moves.push([[c, 0, second! - 1], rate]);
    else if (busy! > 0) moves.push([[busy! - 1, 0, 0], rate]);
    return moves;
  });
  const shares = settle(chain);
  return casesOf(
    'classes',
    'M/M/c non-preemptive priority',
    { lambda, mu, c, order: 'class 1 highest' },
    {
      mean_wait_class_1: meanOf(chain, shares, ([, first]) => first!) / lambda[0]!,
      mean_wait_class_2: meanOf(chain, shares, ([, , second]) => second!) / lambda[1]!,
    },
    { source: CLASSES, tolerance: 1e-6 },
  );
}

/** Numbers at three stations with feedback. */
function jackson(): GoldenCase[] {
  const [gamma, c, mu] = [
    [0.2, 0.3, 0],
    [1, 2, 1],
    [2, 0.9, 2.5],
  ];
  const routing = [
    [0, 0.5, 0.2],
    [0.1, 0, 0.3],
    [0.2, 0.1, 0],
  ];
  const far = 15;
  const chain = explore([0, 0, 0], (numbers) => {
    const moves: Move[] = [];
    const shifted = (from: number, to: number): number[] =>
      numbers.map((number, station) => number + (station === to ? 1 : 0) - (station === from ? 1 : 0));
    numbers.forEach((number, station) => {
      if (number < far) moves.push([shifted(-1, station), gamma[station]!]);
      if (number === 0) return;
      const rate = Math.min(number, c[station]!) * mu[station]!;
      const onwards = routing[station]!;
      onwards.forEach((share, to) => {
        if (numbers[to]! < far) moves.push([shifted(station, to), rate * share]);
      });
      moves.push([shifted(station, -1), rate * (1 - onwards.reduce((sum, share) => sum + share, 0))]);
    });
    return moves;
  });
  const shares = settle(chain);
  const numbers = [0, 1, 2].map((station) => meanOf(chain, shares, (state) => state[station]!));
  const served = [0, 1, 2].map((station) =>
    meanOf(chain, shares, (state) => Math.min(state[station]!, c[station]!) * mu[station]!),
  );
  return casesOf(
    'jackson',
    'open Jackson, 3 stations',
    { gamma, routing, mu, c },
    {
      mean_end_to_end_response: numbers.reduce((sum, number) => sum + number, 0) / 0.5,
      arrival_rate_station_2: served[1]!,
      mean_number_station_1: numbers[0]!,
      mean_number_station_2: numbers[1]!,
      mean_number_station_3: numbers[2]!,
    },
    { source: COUNTS, tolerance: 1e-5 },
  );
}

/** A round of thinkers at two single servers. */
function closed(): GoldenCase[] {
  const [demands, population, think] = [[0.2, 0.12], 6, 1];
  const chain = explore([0, 0], ([first, second]) => [
    ...(first! + second! < population
      ? [[[first! + 1, second!], (population - first! - second!) / think] as Move]
      : []),
    ...(first! > 0 ? [[[first! - 1, second! + 1], 1 / demands[0]!] as Move] : []),
    ...(second! > 0 ? [[[first!, second! - 1], 1 / demands[1]!] as Move] : []),
  ]);
  const shares = settle(chain);
  const throughput = meanOf(chain, shares, ([, second]) => (second! > 0 ? 1 / demands[1]! : 0));
  return casesOf(
    'closed',
    'closed, single-server FCFS/PS stations',
    { demands, population, think },
    { throughput, response: population / throughput - think },
    { source: COUNTS },
  );
}

/** Two queues in a row. Whoever comes is behind all at the first, and behind whoever is at the second by then. */
function tandem(): GoldenCase[] {
  const [lambda, mu] = [0.55, [1, 0.9]];
  const far = 45;
  const numbers = explore([0, 0], ([first, second]) => [
    ...(first! < far ? [[[first! + 1, second!], lambda] as Move] : []),
    ...(first! > 0 && second! < far ? [[[first! - 1, second! + 1], mu[0]!] as Move] : []),
    ...(second! > 0 ? [[[first!, second! - 1], mu[1]!] as Move] : []),
  ]);
  const shares = settle(numbers);
  // Own way: [still to leave the first, own included; ahead at the second, own included once there]. 0: done.
  const way = explore([far + 1, far], ([first, second]) => {
    if (first === 0) return second! > 0 ? [[[0, second! - 1], mu[1]!]] : [];
    return [
      [[first! - 1, second! + 1], mu[0]!],
      ...(second! > 0 ? [[[first!, second! - 1], mu[1]!] as Move] : []),
    ];
  });
  const places = new Map(way.states.map((state, place) => [state.join(), place]));
  const done = places.get('0,0')!;
  // The end must be the first state.
  const swapped = (place: number): number => (place === 0 ? done : place === done ? 0 : place);
  const chain: Chain = {
    states: way.states.map((_state, place) => way.states[swapped(place)]!),
    moves: way.states.map((_state, place) =>
      way.moves[swapped(place)]!.map(({ to, rate }) => ({ to: swapped(to), rate })),
    ),
  };
  const start = new Float64Array(chain.states.length);
  numbers.states.forEach(([first, second], index) => {
    start[swapped(places.get([first! + 1, second!].join())!)]! += shares[index]!;
  });
  return casesOf(
    'tandem',
    'tandem M/M/1',
    { lambda, mu },
    {
      mean_end_to_end_response: meanOf(numbers, shares, ([first, second]) => first! + second!) / lambda,
      end_to_end_response_p95: quantileOf((time) => lastsLonger(chain, start, time), 0.95),
    },
    { source: 'chain of the numbers at both stations, and of whoever is ahead', tolerance: 1e-6 },
  );
}

export const networkCases = (): GoldenCase[] => [...priorities(), ...jackson(), ...closed(), ...tandem()];
