import { formatMonth, formatMonthLong } from '#shared/calendar/month-label.ts';
import { describe, expect, it } from 'vitest';
import type { Clause } from '#shared/domain/clause.ts';
import { weekdays } from '#shared/domain/time.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import {
  describeWindow,
  formatWindow,
  formatWindowLong,
  monthsOfWindow,
  windowName,
  windowNoun,
} from '#shared/verdicts/window-label.ts';
import { countWord, formatInterval, formatProbability, midSentence } from '#shared/verdicts/number-words.ts';
import { describeScope, describeTarget, describeVerdict, shortTarget } from '#shared/verdicts/words.ts';

const tiersOf = <T>(baseline: T) => ({ optimistic: baseline, baseline, stretch: baseline });

/** A shop of our own: the sample's figures may be tuned at any time. */
const shop = aPlan({
  regions: [
    {
      id: 'europe',
      name: 'Europe',
      timeZone: 'Europe/Berlin',
      share: 0.7,
      devices: [{ id: 'mobile', name: 'Mobile', share: 1, addedMs: 20 }],
    },
    { id: 'north-america', name: 'North America', timeZone: 'America/New_York', share: 0.3 },
  ],
  components: [
    { id: 'web', name: 'Web', kind: 'pool', instances: 2, concurrency: 4, serviceTime: { meanMs: 100 } },
    {
      id: 'desk',
      name: 'Desk',
      kind: 'supportDesk',
      timeZone: 'UTC',
      handlingMinutes: 5,
      ticketsPerThousandRequests: 1,
      shifts: [{ hours: { days: ['mon'], from: '08:00', to: '16:00' }, agents: 2 }],
    },
  ],
  journeys: ['Checkout', 'Search', 'Browse', 'Nightly export'].map((name) => ({
    id: name.toLowerCase().replace(' ', '-'),
    name,
    priorityClass: 'normal',
    path: [{ kind: 'visit' as const, component: 'web' }],
  })),
  demand: {
    journeys: ['checkout', 'search', 'browse', 'nightly-export'].map((journey) => ({ journey, level: 1 })),
  },
  clauses: [
    {
      id: 'checkout-p95',
      name: 'Checkout p95',
      metric: 'latency',
      journey: 'checkout',
      tiers: tiersOf({ percentile: 0.95, atMostMs: 900 }),
    },
    {
      id: 'checkout-availability',
      name: 'Checkout availability',
      metric: 'availability',
      journey: 'checkout',
      tiers: tiersOf({ atLeast: 0.998 }),
    },
    {
      id: 'search-errors',
      name: 'Search error rate',
      metric: 'errorRate',
      journey: 'search',
      tiers: tiersOf({ atMost: 0.005 }),
    },
    {
      id: 'browse-throughput',
      name: 'Throughput at peak',
      metric: 'throughput',
      journey: 'browse',
      scope: { hours: [{ days: [...weekdays], from: '18:00', to: '22:00' }] },
      tiers: tiersOf({ atLeastPerSecond: 1400, share: 0.98 }),
    },
    {
      id: 'first-response',
      name: 'First response',
      metric: 'supportResponse',
      component: 'desk',
      tiers: tiersOf({ share: 0.9, withinMinutes: 60 }),
    },
  ],
});
const clause = (id: string): Clause => shop.clauses.find((candidate) => candidate.id === id)!;
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('targets in words', () => {
  it.each([
    ['checkout-p95', '95 % of checkout requests within 900 ms', '≤ 900 ms'],
    ['checkout-availability', '99.8 % of checkout requests succeed', '≥ 99.8 %'],
    ['search-errors', 'at most 0.5 % of search requests fail', '≤ 0.5 %'],
    ['browse-throughput', '1 400 browse requests per second carried 98 % of the time', '≥ 1 400 /s'],
    ['first-response', '90 % of tickets answered within 60 min', '≤ 60 min'],
  ])('says the baseline of %s', (id, long, short) => {
    expect(plain(describeTarget(clause(id), 'baseline', shop))).toBe(long);
    expect(plain(shortTarget(clause(id), 'baseline'))).toBe(short);
  });

  it('shows the share where the tiers differ in it', () => {
    const fast = clause('checkout-p95') as Extract<Clause, { metric: 'latency' }>;
    const mixed: Clause = {
      ...fast,
      tiers: { ...fast.tiers, stretch: { percentile: 0.999, atMostMs: 12_500 } },
    };
    expect(plain(shortTarget(mixed, 'stretch'))).toBe('99.9 % ≤ 12.5 s');
    expect(plain(shortTarget(mixed, 'baseline'))).toBe('95 % ≤ 900 ms');
  });

  it('keeps every digit of a written share', () => {
    const up = clause('checkout-availability') as Extract<Clause, { metric: 'availability' }>;
    const strict: Clause = {
      ...up,
      budgetingMethod: 'timeslices',
      tiers: { ...up.tiers, stretch: { atLeast: 0.99999 } },
    };
    expect(plain(describeTarget(strict, 'stretch', shop))).toBe('checkout works in 99.999 % of all minutes');
  });

  it('uses the id where the plan is not at hand', () => {
    const nightly = { ...clause('search-errors'), journey: 'nightly-export' } as Clause;
    expect(plain(describeTarget(nightly, 'baseline'))).toContain('of nightly export requests');
  });
});

describe('scope in words', () => {
  it('says regions, devices and hours by name', () => {
    expect(describeScope(shop, clause('checkout-p95'))).toBe('everywhere, at all times');
    expect(describeScope(shop, clause('browse-throughput'))).toBe('daily 18:00–22:00');
    const scope = {
      regions: ['europe', 'north-america'],
      devices: ['mobile'],
      hours: [{ days: ['mon', 'tue', 'wed'], from: '08:00', to: '18:00' }],
    };
    const scoped = { ...clause('checkout-p95'), scope } as Clause;
    expect(describeScope(shop, scoped)).toBe('Europe and North America, Mobile, Mon–Wed 08:00–18:00');
  });
});

describe('windows in words', () => {
  it('names the kinds', () => {
    expect(windowName({ kind: 'calendarAligned', unit: 'month' })).toBe('calendar-month');
    expect(windowName({ kind: 'rolling', days: 30 })).toBe('rolling-30-days');
    expect(windowNoun({ kind: 'rolling', days: 30 })).toBe('30-day window');
    expect(describeWindow({ kind: 'calendarAligned', unit: 'quarter' })).toBe('each calendar quarter');
    expect(describeWindow({ kind: 'rolling', days: 30 })).toBe('any 30 days in a row');
  });

  it.each([
    ['2027-10', 'Oct 2027', 'October 2027'],
    ['2027-W05', 'W05 2027', 'week 5 of 2027'],
    ['2027-Q1', 'Q1 2027', 'the first quarter of 2027'],
    ['2027', '2027', '2027'],
  ])('names %s', (label, short, long) => {
    expect(formatWindow(label)).toBe(short);
    expect(formatWindowLong(label)).toBe(long);
  });

  it('names months and refuses what is none', () => {
    expect(formatMonth('2027-05')).toBe('May 2027');
    expect(formatMonthLong('2028-12')).toBe('December 2028');
    expect(() => formatMonth('2027-13')).toThrow(RangeError);
  });

  it.each([
    ['2027-03', [2027 * 12 + 2, 2027 * 12 + 2]],
    ['2027-Q4', [2027 * 12 + 9, 2027 * 12 + 11]],
    ['2028', [2028 * 12, 2028 * 12 + 11]],
    // ISO week 53 of 2026: 28 December 2026 to 3 January 2027; week 5 of 2027: 1 to 7 February.
    ['2026-W53', [2026 * 12 + 11, 2027 * 12]],
    ['2027-W05', [2027 * 12 + 1, 2027 * 12 + 1]],
    ['2025-W01', [2024 * 12 + 11, 2025 * 12]],
  ])('finds the months of %s', (label, [first, last]) => {
    expect(monthsOfWindow(label)).toEqual({ first, last });
  });
});

describe('verdicts in words', () => {
  it.each([
    ['sustainable', '2028-12', 'holds'],
    ['unknown', '2027-10', 'too close to call'],
    ['atRisk', '2027-10', 'holds until Oct 2027'],
    ['atRisk', null, 'at risk from the start'],
    ['unsustainable', '2027-02', 'holds until Feb 2027'],
    ['unsustainable', null, 'does not hold'],
  ] as const)('%s until %s is "%s"', (verdict, runway, said) => {
    expect(describeVerdict({ verdict, runway })).toBe(said);
  });

  it.each([
    [1, '100 %'],
    [0.9999, '> 99.9 %'],
    [0.99949, '99.9 %'],
    [0.9812, '98.1 %'],
    [0.62, '62 %'],
    [0.004, '0.4 %'],
    [0.0001, '< 0.1 %'],
    [0, '0 %'],
  ])('says %f as %s', (probability, said) => {
    expect(plain(formatProbability(probability))).toBe(said);
  });

  it('never shows certainty when one future of a hundred thousand decided otherwise', () => {
    for (let futures = 1; futures <= 100_000; futures = futures * 3 + 1) {
      expect(formatProbability((futures - 1) / futures)).not.toMatch(/^100/);
      if (futures > 1) expect(formatProbability(1 / futures)).not.toMatch(/^0\s/);
    }
  });

  it('says intervals, counts and names inside a sentence', () => {
    expect(plain(formatInterval({ low: 0.588, high: 0.652 }))).toBe('59–65 %');
    expect(plain(formatInterval({ low: 0.9958, high: 1 }))).toBe('99.6–100 %');
    expect([countWord(7), countWord(15), plain(countWord(1400))]).toEqual(['seven', 'fifteen', '1 400']);
    expect([midSentence('Checkout p95'), midSentence('API errors'), midSentence('p95')]).toEqual([
      'checkout p95',
      'API errors',
      'p95',
    ]);
  });
});
