import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closedForm, type KnownResult, stationApproximation } from '#shared/queueing/known-results.ts';
import { NO_REAL_DATA, referenceFile } from '#test/real-data.ts';

interface Case extends KnownResult {
  id: string;
  value: number;
  tolerance: number;
  tolerance_kind: 'rel' | 'abs';
  kind: 'exact' | 'simulated';
}

/** Cases our closed forms answer, per model. A number that shrinks is a model that stopped being checked. */
const CHECKED: Record<string, number> = {
  ErlangB: 6,
  ErlangC: 6,
  'M/M/1': 15,
  'M/M/c': 54,
  'M/M/c/K': 18,
  'M/M/c+M': 9,
  'M/G/1': 17,
  'M/D/1': 6,
  'GI/M/1': 10,
  'GI/M/c': 8,
  'M/G/1 non-preemptive priority': 7,
  'M/G/1 preemptive-resume priority': 7,
  'M/M/c non-preemptive priority': 4,
  'open Jackson, 3 stations': 14,
  'closed, single-server FCFS/PS stations': 4,
  'tandem M/M/1': 9,
  'tandem M/M/c -> M/M/c': 6,
  'k-of-n, one crew per unit': 3,
  'k-of-n, r repair crews': 9,
  '2-of-3 cold standby, 1 crew': 1,
  'k-of-n with beta-factor common cause': 3,
  'single up/down component, calendar window': 4,
  'error budget': 1,
  USL: 9,
  'token bucket, drop': 20,
  'token bucket, drop, MMPP(2) input': 12,
  'token bucket, delay': 4,
  'Erlang loss with retries, slow-retry limit': 6,
  'M/M/c/c retrial': 9,
  'M(t)/M/c rectangular surge': 24,
  'M(t)/M/c sinusoid, periodic state': 12,
  'retry amplification': 6,
  'rectangular surge, fluid': 10,
  'Halfin-Whitt': 3,
  'M/M/c staffing': 5,
  'binomial CI': 24,
};

/** Models the station only approximates: largest relative error seen, per quantity. */
const APPROXIMATED: Record<string, Record<string, number>> = {
  'M/G/c': { mean_wait: 0.44, prob_wait: 0.063 },
  'GI/G/c FCFS': {
    mean_wait: 0.134,
    prob_wait: 0.056,
    wait_p95: 0.034,
    wait_p99: 0.041,
    response_p95: 0.033,
    response_p99: 0.041,
  },
};

/**
 * Simulated values carry a 99 % half-width of 30 replications (t = 2.76). One in a hundred lies
 * outside by chance, so each is allowed the 99.99 % half-width (t = 4.53).
 */
const SIMULATED_ALLOWANCE = 4.53 / 2.76;

const cases: Case[] = referenceFile ? JSON.parse(readFileSync(referenceFile, 'utf8')) : [];
const named = (model: string): Case[] => cases.filter((candidate) => candidate.model === model);

describe.skipIf(!referenceFile)(
  `the table of known results${referenceFile ? '' : ` (skipped: ${NO_REAL_DATA})`}`,
  () => {
    it('names no model that is neither checked nor approximated', () => {
      const listed = [...Object.keys(CHECKED), ...Object.keys(APPROXIMATED)];
      expect(
        [...new Set(cases.map(({ model }) => model))].filter((model) => !listed.includes(model)),
      ).toEqual([]);
    });

    it.each(Object.entries(CHECKED))('%s: %i cases within their tolerance', (model, count) => {
      const misses = named(model).filter((known) => !isWithin(known, closedForm(known)));
      expect(
        misses.map((known) => `${known.id} ${known.quantity}: ${closedForm(known)}, expected ${known.value}`),
      ).toEqual([]);
      expect(named(model).filter((known) => closedForm(known) !== undefined)).toHaveLength(count);
    });

    it.each(Object.entries(APPROXIMATED))(
      '%s: the station stays within its measured error',
      (model, limits) => {
        for (const known of named(model)) {
          const error = Math.abs(stationApproximation(known)! / known.value - 1);
          expect(error, `${known.id} ${known.quantity}`).toBeLessThanOrEqual(limits[known.quantity]!);
        }
      },
    );
  },
);

function isWithin({ value, tolerance, tolerance_kind, kind }: Case, found: number | undefined): boolean {
  if (found === undefined) return false;
  const error =
    tolerance_kind === 'abs' ? Math.abs(found - value) : Math.abs(found - value) / Math.abs(value);
  return error <= tolerance * (kind === 'simulated' ? SIMULATED_ALLOWANCE : 1);
}
