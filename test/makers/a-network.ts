import { expect } from 'vitest';
import type { Estimate } from '#shared/replay/replay-result.ts';
import { replayNetwork, type NetworkOptions, type NetworkResult } from '#shared/replay/network-result.ts';
import type { Law, Network, Rate, Station, Stream } from '#shared/replay/network.ts';

export const exponential = (mean: number): Law => ({ kind: 'exponential', mean });
export const deterministic = (mean: number): Law => ({ kind: 'deterministic', mean });

/** Poisson arrivals, or renewal ones by a law of mean 1. */
export const arrivals = (rate: Rate, law: Law = exponential(1)): Stream['arrivals'] => ({
  kind: 'renewal',
  rate,
  law,
});

/** One station and one stream that visits it once. */
export function aStation(
  parts: Partial<Station> & { rate: Rate; service?: Law; arrivalLaw?: Law },
  stream: Partial<Stream> = {},
): Network {
  const { rate, service = exponential(1), arrivalLaw = exponential(1), ...station } = parts;
  return {
    stations: [{ id: 'station', servers: 1, ...station }],
    streams: [
      {
        id: 'requests',
        arrivals: arrivals(rate, arrivalLaw),
        route: [{ kind: 'visit', station: 0, service }],
        ...stream,
      },
    ],
  };
}

/** Ten repetitions of `requests` requests together, after a warm-up of a fifth. */
export function replayOf(
  network: Network,
  requests: number,
  options: Partial<NetworkOptions> = {},
): NetworkResult {
  const rate = network.streams.reduce((sum, { arrivals: law }) => {
    if (law.kind === 'renewal') return sum + (typeof law.rate === 'number' ? law.rate : 1);
    return sum + (law.kind === 'mmpp' ? (law.rates[0] + law.rates[1]) / 2 : 1);
  }, 0);
  const repetitions = options.repetitions ?? 10;
  const to = requests / rate / repetitions;
  return replayNetwork(network, { seed: 1, repetitions, start: -to / 5, from: 0, to, ...options });
}

/**
 * The truth lies in the estimate's interval or near it: one in 99 % misses it once in a hundred, half
 * as wide again once in a thousand.
 */
export function hits(estimate: Estimate | null | undefined, truth: number): void {
  expect(estimate).toBeTruthy();
  const { value, low, high } = estimate!;
  const half = Math.max((high - low) / 2, 1e-12 * Math.abs(truth), Number.MIN_VALUE);
  expect(Math.abs(value - truth) / half, `${value} (${low} to ${high}) against ${truth}`).toBeLessThan(1.5);
}
