import { describe, expect, it } from 'vitest';
import type { PlanInput } from '#shared/domain/plan.ts';
import { type TierVerdict, verdictDocumentSchema } from '#shared/verdicts/verdict-document.ts';
import { someTallies } from '#test/makers/run-tallies.ts';
import { baseline, judged, planWith, pool, twoClauses, windows } from './judged.ts';

type ClauseInput = NonNullable<PlanInput['clauses']>[number];

describe('V1 a clause holds in a replication when it holds in every window', () => {
  it('counts futures, not windows', () => {
    // Every window is missed in one future of ten, each time in another one: 6 of 10 stay whole.
    const tallies = someTallies(planWith(), {
      replications: 10,
      windows,
      goodShare: (r, w) => (r === w ? 0.5 : 1),
    });
    const verdict = baseline(judged(planWith(), tallies));
    expect(verdict.probability.value).toBe(6 / 10);
    expect(verdict.windows.map(({ probability }) => probability)).toEqual([0.9, 0.9, 0.9, 0.9]);
  });

  it('is met exactly at the target, and with nothing to measure', () => {
    const tallies = someTallies(planWith(), { replications: 40, windows, goodShare: () => 0.99 });
    expect(baseline(judged(planWith(), tallies)).probability.value).toBe(1);
    tallies.clauses[0]!.tiers[1]!.good.fill(0);
    tallies.clauses[0]!.tiers[1]!.valid.fill(0);
    const empty = baseline(judged(planWith(), tallies));
    expect(empty.probability.value).toBe(1);
    expect(empty.windows[0]!.attainment).toEqual({ p5: 1, p50: 1, p95: 1 });
  });

  it('joins clauses in the same future instead of multiplying them', () => {
    const plan = twoClauses();
    // Both miss in the same 30 of 100 futures: together 70 %, not 49 %.
    const together = someTallies(plan, { replications: 100, windows, goodShare: (r) => (r < 30 ? 0 : 1) });
    expect(judged(plan, together).joint[1]!.probability.value).toBe(0.7);
    const apart = someTallies(plan, {
      replications: 100,
      windows,
      goodShare: (r, _w, clause) => ((clause === 'up' ? r < 30 : r >= 70) ? 0 : 1),
    });
    expect(judged(plan, apart).joint[1]!.probability.value).toBeCloseTo(0.4, 12);
  });

  it('has no joint verdict without clauses', () => {
    const plan = planWith(undefined, { clauses: [] });
    const document = judged(plan, someTallies(plan, { replications: 3, windows, goodShare: () => 1 }));
    expect(document.joint).toEqual([]);
    expect(document.headline).toBe('There is no promise to judge yet.');
  });
});

describe('V2 verdicts follow the Wilson interval', () => {
  const verdictAt = (missed: number, replications: number): TierVerdict =>
    baseline(
      judged(
        planWith(),
        someTallies(planWith(), { replications, windows, goodShare: (r) => (r < missed ? 0 : 1) }),
      ),
    );

  it.each([
    // Decided from 1.96 · √(0.95 · 0.05 / 1000) = 1.35 points away from 95 %, and below 50 % from 1.96 · √(0.25 / 1000) = 3.1.
    [0, 'sustainable'],
    [36, 'sustainable'],
    [37, 'unknown'],
    [50, 'unknown'],
    [63, 'unknown'],
    [64, 'atRisk'],
    [400, 'atRisk'],
    [530, 'atRisk'],
    [532, 'unsustainable'],
    [1000, 'unsustainable'],
  ])('with %i of 1000 futures missed says %s', (missed, verdict) => {
    expect(verdictAt(missed, 1000).verdict).toBe(verdict);
  });

  it('says how many replications an unknown verdict would take', () => {
    // (1.96)² · 0.95 · 0.05 / (0.96 − 0.95)² = 1824.7
    expect(verdictAt(40, 1000).replicationsToDecide).toBe(1825);
    expect(verdictAt(50, 1000).replicationsToDecide).toBeNull();
    expect(verdictAt(0, 1000).replicationsToDecide).toBeNull();
  });

  it('does not decide after a handful of replications', () => {
    const verdict = verdictAt(0, 4);
    expect(verdict.verdict).toBe('unknown');
    // Everything held: 1.96² · 0.95 / 0.05 = 72.99
    expect(verdict.replicationsToDecide).toBe(73);
  });
});

describe('V3 a run that is still going is judged with wider intervals', () => {
  it('keeps the share and widens its interval to 99.5 %', () => {
    const tallies = someTallies(planWith(), {
      replications: 200,
      windows,
      goodShare: (r) => (r < 20 ? 0 : 1),
    });
    const final = baseline(judged(planWith(), tallies)).probability;
    const partial = baseline(judged(planWith(), tallies, { partial: true })).probability;
    expect(partial.value).toBe(final.value);
    expect(partial.low).toBeLessThan(final.low);
    expect(partial.high).toBeGreaterThan(final.high);
  });
});

describe('the runway', () => {
  it('ends with the last window before the running probability falls under the confidence', () => {
    // 3 of 100 futures break in window 1, another 3 in window 3: 97 %, 97 %, 94 %.
    const goodShare = (r: number, w: number): number =>
      (r < 3 && w === 1) || (r >= 3 && r < 6 && w === 3) ? 0 : 1;
    const verdict = baseline(
      judged(planWith(), someTallies(planWith(), { replications: 100, windows, goodShare })),
    );
    expect(verdict.runway).toBe('2027-03');
    expect(verdict.holdsThroughout).toBe(false);
  });

  it('is null when the first window already breaks, and the last window when none does', () => {
    const at = (share: number): TierVerdict =>
      baseline(
        judged(planWith(), someTallies(planWith(), { replications: 100, windows, goodShare: () => share })),
      );
    expect(at(0).runway).toBeNull();
    expect(at(1)).toMatchObject({ runway: '2027-04', holdsThroughout: true });
  });
});

describe('attainment', () => {
  it('is the spread of the good share over the futures', () => {
    // 0.00, 0.01, … 1.00 over 101 futures: type 7 quantiles fall on the values themselves.
    const tallies = someTallies(planWith(), { replications: 101, windows, goodShare: (r) => r / 100 });
    const { attainment } = baseline(judged(planWith(), tallies)).windows[2]!;
    expect(attainment.p5).toBeCloseTo(0.05, 12);
    expect(attainment.p50).toBeCloseTo(0.5, 12);
    expect(attainment.p95).toBeCloseTo(0.95, 12);
  });
});

describe('targets of every metric', () => {
  const desk = {
    id: 'desk',
    name: 'Desk',
    kind: 'supportDesk' as const,
    timeZone: 'UTC',
    handlingMinutes: 5,
    ticketsPerThousandRequests: 1,
    shifts: [{ hours: { days: ['mon' as const], from: '08:00', to: '16:00' }, agents: 2 }],
  };
  const probabilityAt = (clause: ClauseInput, good: number): number => {
    const plan = planWith(undefined, { components: [pool('web', 'Web'), desk], clauses: [clause] });
    return baseline(judged(plan, someTallies(plan, { replications: 5, windows, goodShare: () => good })))
      .probability.value;
  };
  const same = <T>(target: T) => ({ optimistic: target, baseline: target, stretch: target });
  const named = { id: 'it', name: 'It' };

  it.each<[ClauseInput, number]>([
    [
      { ...named, metric: 'latency', journey: 'order', tiers: same({ percentile: 0.95, atMostMs: 100 }) },
      0.95,
    ],
    [{ ...named, metric: 'availability', journey: 'order', tiers: same({ atLeast: 0.999 }) }, 0.999],
    [{ ...named, metric: 'errorRate', journey: 'order', tiers: same({ atMost: 0.002 }) }, 1 - 0.002],
    [
      {
        ...named,
        metric: 'throughput',
        journey: 'order',
        tiers: same({ atLeastPerSecond: 10, share: 0.97 }),
      },
      0.97,
    ],
    [
      {
        ...named,
        metric: 'supportResponse',
        component: 'desk',
        tiers: same({ share: 0.8, withinMinutes: 30 }),
      },
      0.8,
    ],
  ])('$metric asks for its good share', (clause, required) => {
    expect(probabilityAt(clause, required)).toBe(1);
    expect(probabilityAt(clause, required - 1e-6)).toBe(0);
  });
});

describe('the document', () => {
  it('fits its schema and names its span', () => {
    const document = judged(
      twoClauses(),
      someTallies(twoClauses(), { replications: 7, windows, goodShare: (r) => r / 7 }),
    );
    expect(verdictDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({
      from: '2027-01-01',
      to: '2027-04-30',
      replications: 7,
      planName: 'Small',
      confidence: 0.95,
    });
  });

  it('is the same for the same input', () => {
    const tallies = someTallies(twoClauses(), {
      replications: 50,
      windows,
      goodShare: (r, w) => ((r * 7 + w * 3) % 10) / 10,
    });
    expect(JSON.stringify(judged(twoClauses(), tallies))).toBe(JSON.stringify(judged(twoClauses(), tallies)));
  });

  it('refuses a run without replications and a clause without tallies', () => {
    const tallies = someTallies(planWith(), { replications: 1, windows, goodShare: () => 1 });
    expect(() => judged(planWith(), { ...tallies, replications: 0 })).toThrow(RangeError);
    expect(() => judged(twoClauses(), tallies)).toThrow('no tallies of clause "fast"');
  });
});
