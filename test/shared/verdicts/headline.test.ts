import { describe, expect, it } from 'vitest';
import type { Tier } from '#shared/domain/clause.ts';
import { headline } from '#shared/verdicts/headline.ts';
import type { ClauseVerdict, TierVerdict, Verdict } from '#shared/verdicts/verdict-document.ts';

const months = ['2027-09', '2027-10', '2027-11', '2027-12'];

/** A clause whose tiers have the given verdicts and last good months. */
function aClause(name: string, ...tiers: [Verdict, string | null][]): ClauseVerdict {
  const order: Tier[] = ['optimistic', 'baseline', 'stretch'];
  return {
    id: name,
    name,
    metric: 'latency',
    journey: 'order',
    component: null,
    scope: {},
    window: 'calendar-month',
    tiers: tiers.map(([verdict, runway], index): TierVerdict => ({
      tier: order[index]!,
      verdict,
      runway,
      target: {},
      probability: { value: 0.5, low: 0.4, high: 0.6 },
      holdsThroughout: verdict === 'sustainable',
      otherAccounting: null,
      replicationsToDecide: null,
      windows: months.map((window) => ({ window, probability: 0.5, attainment: { p5: 0, p50: 0, p95: 0 } })),
      reason: { text: '', bottleneck: null, causes: [], smallestChange: null },
    })),
  };
}

describe('headline', () => {
  it('counts what holds and names the first baseline promise to break', () => {
    const clauses = [
      aClause('Checkout p95', ['sustainable', '2027-12'], ['atRisk', '2027-10'], ['unsustainable', null]),
      aClause(
        'Availability',
        ['sustainable', '2027-12'],
        ['unsustainable', '2027-11'],
        ['unsustainable', null],
      ),
    ];
    expect(headline(clauses)).toBe(
      'Two of six promises hold. The first to break is checkout p95, in November 2027.',
    );
  });

  it('names another tier where the baseline holds', () => {
    const clauses = [
      aClause(
        'Checkout p95',
        ['sustainable', '2027-12'],
        ['sustainable', '2027-12'],
        ['unsustainable', null],
      ),
    ];
    expect(headline(clauses)).toBe(
      'Two of three promises hold. The first to break is checkout p95 (stretch), in September 2027.',
    );
  });

  it('does not call an open verdict a break', () => {
    const clauses = [
      aClause('API p99', ['sustainable', '2027-12'], ['unknown', '2027-09'], ['unknown', '2027-09']),
    ];
    expect(headline(clauses)).toBe('One of three promises holds; two are too close to call.');
  });

  it('says so when all or none hold', () => {
    const held: [Verdict, string | null] = ['sustainable', '2027-12'];
    const broken: [Verdict, string | null] = ['unsustainable', null];
    expect(headline([aClause('A', held, held, held)])).toBe('All three promises hold.');
    expect(headline([aClause('Availability', broken, broken, broken)])).toBe(
      'None of three promises hold. The first to break is availability, in September 2027.',
    );
  });
});
