import { type Move, explore, meanOf, quantileOf, settle } from './chain.ts';
import { type GoldenCase, casesOf } from './golden-case.ts';

const TOKENS =
  'chain of the tokens missing at the moments a token comes, arrivals between them by uniformization';

/** P(n arrivals and then in the phase) within `time` at rates that switch, from each phase: [from][n][to]. */
function arrivalsWithin(rates: number[], switching: number[], time: number, most: number): number[][][] {
  const pace = Math.max(...rates.map((rate, phase) => rate + switching[phase]!));
  return rates.map((_rate, from) => {
    let now = Array.from({ length: most + 1 }, () => rates.map(() => 0));
    now[0]![from] = 1;
    const sums = now.map((row) => row.map(() => 0));
    let poisson = Math.exp(-pace * time);
    for (let move = 0; move < pace * time + 12 * Math.sqrt(pace * time) + 60; move++) {
      now.forEach((row, n) => row.forEach((chance, phase) => (sums[n]![phase]! += poisson * chance)));
      poisson *= (pace * time) / (move + 1);
      const next = now.map((row) =>
        row.map(
          (chance, phase) =>
            chance * (1 - (rates[phase]! + (rates.length > 1 ? switching[phase]! : 0)) / pace),
        ),
      );
      now.forEach((row, n) =>
        row.forEach((chance, phase) => {
          if (rates.length > 1) next[n]![1 - phase]! += (chance * switching[phase]!) / pace;
          next[Math.min(most, n + 1)]![phase]! += (chance * rates[phase]!) / pace;
        }),
      );
      now = next;
    }
    return sums;
  });
}

/**
 * Share dropped by a bucket of `depth`: tokens missing just after one came, with the phase. From
 * none missing, the next token starts when the next request takes one.
 */
function dropped(depth: number, rate: number, rates: number[], switching: number[]): number {
  const within = arrivalsWithin(rates, switching, 1 / rate, 4 * depth + 60);
  const phases = rates.length;
  // Phase in which the next request comes, from each phase, and the mean time until then.
  const first = rates.map((_rate, phase) => firstArrival(rates, switching, phase));
  const chain = explore([0, 0], ([missing, phase]) => {
    const begins: [phase: number, missing: number, chance: number][] =
      missing === 0 ? first[phase!]!.chances.map((chance, at) => [at, 1, chance]) : [[phase!, missing!, 1]];
    return begins.flatMap(([at, taken, chance]) =>
      within[at]!.flatMap((row, n) =>
        row.map((share, to): Move => [[Math.min(depth, taken + n) - 1, to], chance * share]),
      ),
    );
  });
  const shares = settle(chain);
  // One request is let through per token taken; between tokens the bucket may also stand full.
  const idle = meanOf(chain, shares, ([missing, phase]) => (missing === 0 ? first[phase!]!.mean : 0));
  const through = 1 / (1 / rate + idle);
  const shareOfFirst = phases === 1 ? 1 : switching[1]! / (switching[0]! + switching[1]!);
  const arriving = rates[0]! * shareOfFirst + (rates[1] ?? 0) * (1 - shareOfFirst);
  return 1 - through / arriving;
}

function firstArrival(
  rates: number[],
  switching: number[],
  phase: number,
): { chances: number[]; mean: number } {
  if (rates.length === 1) return { chances: [1], mean: 1 / rates[0]! };
  // From phase i: with rate r arrives here, with rate s goes on from the other one. Two equations.
  const other = 1 - phase;
  const [r, s, R, S] = [rates[phase]!, switching[phase]!, rates[other]!, switching[other]!];
  const back = (s / (r + s)) * (S / (R + S));
  const here = r / (r + s) / (1 - back);
  const mean = (1 / (r + s) + s / (r + s) / (R + S)) / (1 - back);
  return { chances: phase === 0 ? [here, 1 - here] : [1 - here, here], mean };
}

function buckets(): GoldenCase[] {
  const [token_rate, bucket_depth, arrival_rate] = [10, 6, 8.8];
  const drop = dropped(bucket_depth, token_rate, [arrival_rate], [0]);
  const rates: [number, number] = [4, 18];
  const switch_rates: [number, number] = [0.5, 1.5];
  const bursty = dropped(12, token_rate, rates, switch_rates);
  return [
    ...casesOf(
      'bucket',
      'token bucket, drop',
      { token_rate, bucket_depth, arrival: 'Poisson', arrival_rate, mode: 'drop' },
      { drop_probability: drop, throughput: arrival_rate * (1 - drop) },
      { source: TOKENS },
    ),
    ...casesOf(
      'bursty-bucket',
      'token bucket, drop, MMPP(2) input',
      { token_rate, bucket_depth: 12, arrival: 'MMPP2', rates, switch_rates, mean_rate: 7.5, mode: 'drop' },
      { drop_probability: bursty, throughput: 7.5 * (1 - bursty) },
      { source: TOKENS },
    ),
    ...delaying(),
  ];
}

/** Work of M/D/1 beyond the free services, by Crommelin's alternating sum, which has digits enough here. */
function delaying(): GoldenCase[] {
  const [token_rate, bucket_depth, arrival_rate] = [10, 3, 7.5];
  const load = arrival_rate / token_rate;
  const longer = (tokens: number): number => {
    let within = 0;
    let factorial = 1;
    for (let k = 0; k <= tokens; k++) {
      if (k > 0) factorial *= k;
      within += ((load * (k - tokens)) ** k / factorial) * Math.exp(-load * (k - tokens));
    }
    return 1 - (1 - load) * within;
  };
  const delayed = (seconds: number): number => longer(bucket_depth - 1 + seconds * token_rate);
  return casesOf(
    'delaying-bucket',
    'token bucket, delay',
    { token_rate, bucket_depth, arrival: 'Poisson', arrival_rate, mode: 'delay' },
    { prob_delayed: delayed(0), delay_p95: quantileOf(delayed, 0.95) },
    { source: 'Crommelin 1932, alternating sum' },
  );
}

function retrials(prefix: string, persistence: number): GoldenCase[] {
  const [c, lambda, mu, retry_rate] = [3, 2, 1, 0.5];
  const chain = explore([0, 0], ([busy, orbit]) => [
    ...(busy! < c
      ? [[[busy! + 1, orbit!], lambda] as Move]
      : orbit! < 220
        ? [[[busy!, orbit! + 1], lambda * persistence] as Move]
        : []),
    ...(busy! > 0 ? [[[busy! - 1, orbit!], busy! * mu] as Move] : []),
    ...(orbit! > 0
      ? [
          busy! < c
            ? ([[busy! + 1, orbit! - 1], orbit! * retry_rate] as Move)
            : ([[busy!, orbit! - 1], orbit! * retry_rate * (1 - persistence)] as Move),
        ]
      : []),
  ]);
  const shares = settle(chain);
  const rejected = meanOf(chain, shares, ([busy, orbit]) => (busy === c ? lambda + orbit! * retry_rate : 0));
  const values = {
    mean_orbit_size: meanOf(chain, shares, ([, orbit]) => orbit!),
    prob_all_busy: meanOf(chain, shares, ([busy]) => (busy === c ? 1 : 0)),
    final_loss_probability: ((1 - persistence) * rejected) / lambda,
  };
  const { final_loss_probability: _none, ...others } = values;
  return casesOf(
    prefix,
    'M/M/c/c retrial',
    { c, lambda, mu, retry_rate, persistence },
    persistence < 1 ? values : others,
    { source: 'chain of busy servers and requests between attempts, solved by elimination' },
  );
}

/** Attempts counted one by one, and the slow-retry limit by going round until nothing changes. */
function attempts(): GoldenCase[] {
  const [p, max_retries] = [0.3, 2];
  const [c, lambda, mu, persistence] = [5, 4, 1, 0.8];
  const blocking = (rate: number): number => {
    const loss = explore([0], ([n]) => [
      ...(n! < c ? [[[n! + 1], rate] as Move] : []),
      ...(n! > 0 ? [[[n! - 1], n! * mu] as Move] : []),
    ]);
    return settle(loss)[c]!;
  };
  let total = lambda;
  for (let round = 0; round < 400; round++) total = lambda + total * persistence * blocking(total);
  return [
    ...casesOf(
      'attempts',
      'retry amplification',
      { p, max_retries },
      { attempts_per_request: 1 + 0.3 + 0.3 * 0.3, final_failure_probability: 0.3 * 0.3 * 0.3 },
      { source: 'counted' },
    ),
    ...casesOf(
      'slow-retries',
      'Erlang loss with retries, slow-retry limit',
      { c, lambda, mu, persistence },
      {
        total_attempt_rate: total,
        final_loss_probability: (total * (1 - persistence) * blocking(total)) / lambda,
      },
      { source: 'attempts and blocking in turn until they stand' },
    ),
  ];
}

export const shapingCases = (): GoldenCase[] => [
  ...buckets(),
  ...retrials('retrial', 1),
  ...retrials('half-hearted', 0.7),
  ...attempts(),
];
