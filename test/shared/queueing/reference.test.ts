import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { APPROXIMATIONS, errorBound } from '#shared/queueing/known-results/approximations.ts';
import { CLOSED_FORMS } from '#shared/queueing/known-results/closed-forms.ts';
import { solveKnown } from '#shared/queueing/known-results/known-model.ts';
import { type KnownResult, parseKnownResults } from '#shared/queueing/known-results/known-result.ts';
import { NO_REAL_DATA, referenceFile } from '#test/real-data.ts';
import { aKnownResult } from '#test/makers/a-known-result.ts';

/** Cases answered exactly, per model. A number that shrinks is a model that stopped being checked. */
const EXACT: Record<string, number> = {
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
  'GI/G/c FCFS': 6, // those with exponential service
};

/** Cases the station approximates, per model. */
const APPROXIMATED: Record<string, number> = { 'M/G/1': 17, 'M/G/c': 4, 'GI/G/c FCFS': 30 };

/**
 * Simulated values carry a 99 % half-width of 30 replications (t = 2.76). One in a hundred lies
 * outside by chance, so each is allowed the 99.99 % half-width (t = 4.53).
 */
const SIMULATED_ALLOWANCE = 4.53 / 2.76;

const results = referenceFile ? resultsOf(readFileSync(referenceFile, 'utf8')) : [];
const named = (model: string): KnownResult[] => results.filter((result) => result.model === model);

describe.skipIf(!referenceFile)(
  `the table of known results${referenceFile ? '' : ` (skipped: ${NO_REAL_DATA})`}`,
  () => {
    it('has no case that is neither answered exactly nor approximated', () => {
      const models = [...new Set(results.map(({ model }) => model))];
      expect(models.filter((model) => !(model in EXACT) && !(model in APPROXIMATED))).toEqual([]);
      expect(Object.values(EXACT).reduce((sum, count) => sum + count) + 4 + 24).toBe(results.length);
    });

    it.each(Object.entries(EXACT))('%s: %i cases within their tolerance', (model, count) => {
      const answers = named(model).map((result) => ({
        result,
        answer: solveKnown(CLOSED_FORMS, result)(result.quantity),
      }));
      const answered = answers.flatMap(({ result, answer }) =>
        'value' in answer ? [{ result, value: answer.value }] : [],
      );
      const misses = answered.filter(({ result, value }) => !isWithin(result, value));
      expect(misses.map(({ result, value }) => `${result.id}: ${value}, expected ${result.value}`)).toEqual(
        [],
      );
      expect(answered).toHaveLength(count);
    });

    it.each(Object.entries(APPROXIMATED))(
      '%s: %i cases within the station’s measured error',
      (model, count) => {
        const errors = named(model).flatMap((result) => {
          const answer = solveKnown(APPROXIMATIONS, result)(result.quantity);
          const bound = errorBound(result);
          return 'value' in answer && bound !== undefined
            ? [{ id: result.id, error: Math.abs(answer.value / result.value - 1), bound }]
            : [];
        });
        expect(errors.filter(({ error, bound }) => error > bound)).toEqual([]);
        expect(errors).toHaveLength(count);
      },
    );
  },
);

describe('a table of known results', () => {
  const aCase = aKnownResult({ id: 'a-1' });

  it('is read with what is not needed left aside', () => {
    const [result] = resultsOf(JSON.stringify([{ ...aCase, source: 'a book', checked_with: ['a tool'] }]));
    expect(result).toMatchObject({ id: 'a-1', kind: 'exact', source: 'a book' });
  });

  it.each([
    ['{', '', /this is no JSON/],
    ['{}', '', /a JSON list of cases/],
    ['[]', '', /no cases/],
    [JSON.stringify([{ ...aCase, tolerance: undefined }]), 'a-1/tolerance', /Missing\. Expected a number/],
    [JSON.stringify([{ ...aCase, id: 7 }]), 'case 1/id', /Expected a text, got 7/],
    [JSON.stringify([aCase, aCase]), 'a-1', /there twice/],
  ])('says what is wrong with %s', (text, path, message) => {
    const parsed = parseKnownResults(text);
    expect(parsed.ok ? [] : parsed.problems).toMatchObject([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  it('says why a case has no answer', () => {
    const answer = (changes: Partial<KnownResult>) => {
      const result = { ...resultsOf(JSON.stringify([aCase]))[0]!, ...changes };
      return solveKnown(CLOSED_FORMS, result)(result.quantity);
    };
    expect(answer({ model: 'M/X/c' })).toEqual({ reason: 'no model "M/X/c" here' });
    expect(answer({ model: 'toString' })).toEqual({ reason: 'no model "toString" here' });
    expect(answer({ quantity: 'mean_mood' })).toEqual({ reason: '"M/M/c" has no quantity "mean_mood" here' });
    expect(answer({ params: { c: 2.5, lambda: 1 } })).toMatchObject({
      reason: expect.stringContaining('params/c:'),
    });
    expect(answer({ params: { c: 2.5, lambda: 1 } })).toMatchObject({
      reason: expect.stringContaining('params/mu: Missing'),
    });
    expect(answer({ params: { c: 2, lambda: 2, mu: 1 } })).toMatchObject({
      reason: expect.stringContaining('settles only below full utilization'),
    });
    const law = { lambda: 0.5, mean_service: 1, service_law: 'Weibull', service_scv: 2 };
    expect(answer({ model: 'M/G/1', params: law })).toEqual({ value: (0.5 * (1 + 2)) / (2 * (1 - 0.5)) });
  });

  it('answers any percentile and any class', () => {
    const result = resultsOf(JSON.stringify([aCase]))[0]!;
    const answer = solveKnown(CLOSED_FORMS, { model: 'M/M/1', params: { lambda: 0.5, mu: 1 } });
    expect(answer('response_p999')).toEqual({ value: expect.closeTo(Math.log(1000) / 0.5, 9) });
    const classes = solveKnown(CLOSED_FORMS, {
      model: 'M/M/c non-preemptive priority',
      params: { lambda: [1, 1], mu: 2, c: 2 },
    });
    expect(classes('mean_wait_class_2')).toHaveProperty('value');
    expect(classes('mean_wait_class_3')).toEqual({ reason: 'Expected a number from 1 to 2, got 3.' });
    expect(result.value).toBe(1 / 3);
  });
});

function resultsOf(text: string): KnownResult[] {
  const parsed = parseKnownResults(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.results;
}

function isWithin({ value, tolerance, tolerance_kind, kind }: KnownResult, found: number): boolean {
  const error =
    tolerance_kind === 'abs' ? Math.abs(found - value) : Math.abs(found - value) / Math.abs(value);
  return error <= tolerance * (kind === 'simulated' ? SIMULATED_ALLOWANCE : 1);
}
