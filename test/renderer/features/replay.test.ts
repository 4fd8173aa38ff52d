import { describe, expect, it } from 'vitest';
import { interventionSchema } from '#shared/domain/intervention.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { answerSpan } from '#shared/engine/span-answer.ts';
import { chaosSentence, describeInterventions } from '#shared/verdicts/engines/chaos-sentence.ts';
import { composeHourReport } from '#shared/verdicts/engines/compose-hour-report.ts';
import type { Intervention } from '#shared/domain/intervention.ts';
import { figureRows } from '#renderer/features/replay/figure-rows.ts';
import { chaosKinds, kindOf, newIntervention } from '#renderer/features/replay/new-intervention.ts';
import { countWords, futureWords, secondsWords, spanWords } from '#renderer/features/replay/replay-words.ts';
import { aReplayLike } from '#test/makers/a-replay.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const plan = theSamplePlan();
const compiled = compilePlan(plan);
const from = (Date.parse('2027-06-17T16:00Z') - compiled.grid.start) / 60_000;

function aReport(interventions: Intervention[] = []) {
  const fast = answerSpan(compiled, { seed: 1, future: 0, from, minutes: 60, interventions });
  return composeHourReport({
    compiled,
    scenario: { id: 'base', name: 'Base' },
    future: { number: 0, choice: 'given', of: 64, rank: 0.5, requests: 1 },
    replay: aReplayLike(fast, { interventions }),
    fast,
    elapsedMs: 1,
  });
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the table', () => {
  it('has the figures of a journey and of what it calls, in the same rows before and after', () => {
    const report = aReport();
    const before = figureRows(plan, null, report.fast, 'checkout');
    const after = figureRows(plan, report, report.fast, 'checkout');
    expect(before.map(({ key, fast }) => [key, fast])).toEqual(after.map(({ key, fast }) => [key, fast]));
    expect(after.map(({ name }) => name)).toEqual([
      'Checkout p50',
      'Checkout p95',
      'Checkout p99',
      'Checkout answered',
      'Edge utilization',
      'Web utilization',
      'Cart store utilization',
    ]);
  });

  it('of all journeys has every figure there is', () => {
    const report = aReport();
    expect(figureRows(plan, report, report.fast, undefined)).toHaveLength(report.comparisons.length);
  });
});

describe('a disturbance', () => {
  it.each(chaosKinds.map(({ id }) => id))('%s begins as something that can be replayed', (kind) => {
    const made = newIntervention(kind, plan, 60);
    expect(interventionSchema.parse(made)).toEqual(made);
    expect(kindOf(made)).toBe(kind);
  });

  it('keeps its time and its component when its kind is changed', () => {
    const before = { ...newIntervention('down', plan, 60), from: 7, minutes: 3 } as Intervention;
    const changed = newIntervention('slow', plan, 60, { ...before, component: 'payment' } as Intervention);
    expect(changed).toMatchObject({ component: 'payment', from: 7, minutes: 3, effect: { kind: 'slow' } });
  });

  it('fits into a short span', () => {
    expect(newIntervention('down', plan, 1)).toMatchObject({ from: 0, minutes: 1 });
  });

  it('is said in words', () => {
    const all: Intervention[] = [
      { kind: 'fault', component: 'payment', effect: { kind: 'down' }, from: 0, minutes: 9 },
      { kind: 'fault', component: 'web', effect: { kind: 'reduced', share: 0.25 }, from: 0, minutes: 5 },
      { kind: 'fault', component: 'web', effect: { kind: 'slow', factor: 3 }, from: 0, minutes: 5 },
      { kind: 'surge', journeys: ['checkout'], multiplier: 2.5, from: 0, minutes: 14 },
    ];
    expect(plain(describeInterventions(plan, all))).toBe(
      'Payment down for 9 min, 25 % of Web away for 5 min, Web 3 times as slow for 5 min and 2.5 times the checkout arrivals for 14 min',
    );
  });
});

describe('what a disturbance did', () => {
  it('names the journey that loses most', () => {
    const disturbed = aReport([
      { kind: 'fault', component: 'payment', effect: { kind: 'down' }, from: from + 10, minutes: 9 },
    ]);
    expect(plain(chaosSentence(plan, aReport(), disturbed))).toBe(
      'With Payment down for 9 min, 15 % of checkout requests are lost instead of none.',
    );
  });

  it('names the one that becomes slowest where none loses any', () => {
    const slow = aReport([
      { kind: 'fault', component: 'payment', effect: { kind: 'slow', factor: 5 }, from, minutes: 60 },
    ]);
    expect(plain(chaosSentence(plan, aReport(), slow))).toMatch(
      /^With Payment 5 times as slow for 60 min, checkout p95 goes from \d+ ms to .* ms; hardly any request is lost\.$/,
    );
  });

  it('says that nobody notices', () => {
    const nothing = aReport([
      { kind: 'fault', component: 'edge', effect: { kind: 'reduced', share: 0.01 }, from, minutes: 1 },
    ]);
    expect(chaosSentence(plan, aReport(), nothing)).toMatch(/nobody notices/);
  });
});

describe('words', () => {
  it('tell the span on the plan’s clock, over midnight too', () => {
    expect(spanWords('2027-11-26T18:00', 60)).toBe('Fri 26 Nov 2027, 18:00 to 19:00');
    expect(spanWords('2027-11-26T23:30', 60)).toBe('Fri 26 Nov 2027, 23:30 to Sat 27 Nov 2027, 00:30');
  });

  it('tell which future it is', () => {
    const future = { number: 21, of: 64, rank: 0.5, requests: 1 };
    expect(futureWords({ ...future, choice: 'typical' })).toBe('future 21, the median of 64 by requests');
    expect(plain(futureWords({ ...future, choice: 'busy', rank: 0.953 }))).toBe(
      'future 21, busier than 95 % of 64',
    );
  });

  it('tell how much work it is', () => {
    expect(countWords(88_400_000)).toBe('88.4 million');
    expect(plain(countWords(71_834)).replace('\u202f', ' ')).toBe('72 000');
    expect(plain(secondsWords(7.4))).toBe('about 7 s');
    expect(plain(secondsWords(200))).toBe('about 3 min');
  });
});
