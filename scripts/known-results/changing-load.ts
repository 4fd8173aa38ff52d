import { type GoldenCase, casesOf } from './golden-case.ts';

const FORWARD = 'forward equations by Runge and Kutta’s method of order 4 in small steps';
const FAR = 150;

/** Shares of the numbers in M(t)/M/c after `until`, services of mean 1. */
function numbersAt(
  c: number,
  rateAt: (time: number) => number,
  start: number[],
  until: number,
  step: number,
): number[] {
  const slope = (shares: number[], time: number): number[] =>
    shares.map((share, n) => {
      const rate = rateAt(time);
      const out = (n < FAR ? rate : 0) + Math.min(n, c);
      return (n > 0 ? shares[n - 1]! * rate : 0) + (shares[n + 1] ?? 0) * Math.min(n + 1, c) - share * out;
    });
  const along = (shares: number[], slopes: number[], span: number): number[] =>
    shares.map((share, n) => share + span * slopes[n]!);
  const steps = Math.round(until / step);
  let shares = start;
  for (let k = 0; k < steps; k++) {
    // A jump of the rate belongs to one side of a step, so the ends are looked at just inside.
    const [early, middle, late] = [(k + 1e-9) * step, (k + 0.5) * step, (k + 1 - 1e-9) * step];
    const one = slope(shares, early);
    const two = slope(along(shares, one, step / 2), middle);
    const three = slope(along(shares, two, step / 2), middle);
    const four = slope(along(shares, three, step), late);
    shares = shares.map(
      (share, n) => share + (step / 6) * (one[n]! + 2 * two[n]! + 2 * three[n]! + four[n]!),
    );
  }
  return shares;
}

const waitingIn = (c: number, shares: number[]): number =>
  shares.reduce((sum, share, n) => sum + Math.max(0, n - c) * share, 0);
const busyIn = (c: number, shares: number[]): number =>
  shares.reduce((sum, share, n) => sum + (n >= c ? share : 0), 0);

function surge(): GoldenCase[] {
  const [c, base_rate, surge_rate, surge_length] = [6, 4, 9, 5];
  const empty = Array.from({ length: FAR + 1 }, (_none, n) => (n === 0 ? 1 : 0));
  const settled = numbersAt(c, () => base_rate, empty, 120, 0.01);
  const rate = (time: number): number => (time < surge_length ? surge_rate : base_rate);
  return [3, 8].flatMap((t) => {
    const shares = numbersAt(c, rate, settled, t, 0.005);
    return casesOf(
      `surge-${t}`,
      'M(t)/M/c rectangular surge',
      { c, mu: 1, base_rate, surge_rate, surge_length, t },
      { mean_queue_length: waitingIn(c, shares), prob_all_busy: busyIn(c, shares) },
      { source: FORWARD, tolerance: 1e-6 },
    );
  });
}

function cycle(): GoldenCase[] {
  const [c, mean_rate, amplitude, period] = [5, 3, 0.6, 12];
  const empty = Array.from({ length: FAR + 1 }, (_none, n) => (n === 0 ? 1 : 0));
  return [0.25, 0.75].flatMap((phase_of_cycle) => {
    const rate = (time: number): number =>
      mean_rate * (1 + amplitude * Math.sin(2 * Math.PI * (time / period + phase_of_cycle)));
    const shares = numbersAt(c, rate, empty, 10 * period, 0.01);
    return casesOf(
      `cycle-${phase_of_cycle * 100}`,
      'M(t)/M/c sinusoid, periodic state',
      { c, mu: 1, mean_rate, amplitude, period, phase_of_cycle },
      { mean_queue_length: waitingIn(c, shares) },
      { source: FORWARD, tolerance: 1e-6 },
    );
  });
}

/** Backlog of a fluid added up by the tenth of a second. */
function fluid(): GoldenCase[] {
  const [base_rate, surge_rate, capacity, surge_seconds] = [60, 180, 100, 50];
  let [backlog, peak, delay, drained] = [0, 0, 0, 0];
  for (let tick = 0; tick < 20_000; tick++) {
    const rate = tick < surge_seconds * 10 ? surge_rate : base_rate;
    const next = Math.max(0, backlog + (rate - capacity) / 10);
    delay += (backlog + next) / 20;
    backlog = next;
    peak = Math.max(peak, backlog);
    if (backlog > 1e-9) drained = (tick + 2) / 10 - surge_seconds;
  }
  return casesOf(
    'fluid',
    'rectangular surge, fluid',
    { base_rate, surge_rate, capacity, surge_seconds },
    { peak_backlog: peak, drain_time_after_surge: drained, total_delay_request_seconds: delay },
    { source: 'backlog added up by tenths of a second' },
  );
}

export const changingLoadCases = (): GoldenCase[] => [...surge(), ...cycle(), ...fluid()];
