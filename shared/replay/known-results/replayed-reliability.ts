import { z } from 'zod';
import { count, positive, share } from '../../queueing/known-results/known-model.ts';
import { estimateOf } from '../estimate.ts';
import type { Network } from '../network.ts';
import { readRepetition } from '../repetition.ts';
import { createReplay } from '../replay.ts';
import type { Estimate } from '../replay-result.ts';
import { type Effort, type KnownReplays, type Measured, knownReplay } from './known-replay.ts';
import { longRun } from './long-run.ts';
import { exponential } from './replayed-stations.ts';

const units = { n: count, k: count, mtbf_h: positive, mttr_h: positive };
const HOURS_PER_YEAR = 8760;

interface Units {
  n: number;
  k: number;
  mtbf_h: number;
  mttr_h: number;
  crews: number;
  cold?: boolean;
  beta?: number;
}

export const REPLAYED_RELIABILITY: KnownReplays = {
  'k-of-n, one crew per unit': knownReplay(z.object(units), (p, effort) =>
    spares({ ...p, crews: p.n }, effort),
  ),
  'k-of-n, r repair crews': knownReplay(z.object({ ...units, crews: count }), spares),
  '2-of-3 cold standby, 1 crew': knownReplay(z.object({ ...units, crews: count }), (p, effort) =>
    spares({ ...p, cold: true }, effort),
  ),
  'k-of-n with beta-factor common cause': knownReplay(z.object({ ...units, beta: share }), (p, effort) =>
    spares({ ...p, crews: p.n }, effort),
  ),
  'single up/down component, calendar window': knownReplay(
    z.object({ slo: share, mtbf_h: positive, mttr_h: positive, window_h: positive }),
    (p, effort) => ({
      prob_window_meets_slo: () =>
        windowsThatHold(circle({ ...p, n: 1, k: 1, crews: 1 }), p.window_h, 1 - p.slo, effort),
    }),
  ),
};

function spares(p: Units, effort: Effort): Measured {
  const rate = (p.cold ? p.k : p.n) / p.mtbf_h;
  const memory = p.mttr_h * Math.max(2, (2 * p.n) / p.crews);
  const { stations } = longRun({ network: circle(p), rate, memory }, effort, []);
  const repair = stations[1]!;
  const times = ({ value, low, high }: Estimate, factor: number, plus = 0): Estimate => {
    const ends = [plus + factor * low, plus + factor * high].toSorted((a, b) => a - b);
    return { value: plus + factor * value, low: ends[0]!, high: ends[1]! };
  };
  return {
    unavailability: () => repair.watched,
    mean_units_up: () => times(repair.number, -1, p.n),
    outages_per_year: () => times(repair.watchedRate, HOURS_PER_YEAR),
  };
}

/** Units in a circle of life and repair; n − k + 1 of them in repair are an outage. */
function circle({ n, k, mtbf_h, mttr_h, crews, cold = false, beta = 0 }: Units): Network {
  return {
    stations: [
      { id: 'up', servers: cold ? k : Infinity, flushRate: beta / mtbf_h },
      { id: 'repair', servers: crews, watch: n - k + 1 },
    ],
    streams: [
      {
        id: 'units',
        arrivals: { kind: 'population', size: n, think: { kind: 'deterministic', mean: 0 } },
        route: [
          { kind: 'visit', station: 0, service: exponential(mtbf_h / (1 - beta)) },
          { kind: 'visit', station: 1, service: exponential(mttr_h) },
        ],
      },
    ],
  };
}

/** Windows, each begun anew with everything up, that are down for no more than the share allowed. */
function windowsThatHold(network: Network, window: number, allowed: number, effort: Effort): Estimate {
  const replay = createReplay(network, { start: 0, from: 0, to: window });
  const windows = Math.ceil((effort.stretch * effort.requests) / 10 / effort.repetitions);
  const shares = Array.from({ length: effort.repetitions }, (_none, repetition) => {
    let held = 0;
    for (let number = 0; number < windows; number++) {
      replay.start(effort.seed, (effort.future + number) >>> 0, repetition);
      while (!replay.advance(50_000));
      if (readRepetition(replay.core, []).stations[1]!.watched <= allowed) held += 1;
    }
    return held / windows;
  });
  return estimateOf(shares);
}
