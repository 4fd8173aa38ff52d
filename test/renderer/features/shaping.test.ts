import { describe, expect, it } from 'vitest';
import { parsePlan } from '#shared/domain/plan-file.ts';
import type { ShapingKind } from '#shared/domain/shaping.ts';
import { canAdd, moveRule, newRule, usersOfClass } from '#renderer/features/shaping/shaping-edits.ts';
import { ruleText, shapingSentence } from '#renderer/features/shaping/shaping-words.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';

const kinds: ShapingKind[] = [
  'rateLimit',
  'concurrencyLimit',
  'loadShedding',
  'retries',
  'circuitBreaker',
  'deferral',
];

describe('edits of the rules', () => {
  it.each(kinds)('add one that makes a sound plan and can be said in words: %s', (kind) => {
    const plan = theSamplePlan();
    const rule = newRule(plan, kind);
    expect(parsePlan({ ...plan, shaping: [...plan.shaping, rule] }).ok).toBe(true);
    expect(ruleText(rule, plan)).toMatch(/^[A-Z].*\.$/);
    expect(ruleText(rule, plan)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('defer the least important journey first', () => {
    expect(newRule(theSamplePlan(), 'deferral')).toMatchObject({ journeys: ['nightly-export'] });
  });

  it('are not offered where the plan lacks what they need', () => {
    const empty = aPlan({ components: [], journeys: [], demand: { journeys: [] } });
    expect(kinds.filter((kind) => canAdd(empty, kind))).toEqual(['rateLimit', 'loadShedding', 'retries']);
  });

  it('move a rule one place and keep all of them', () => {
    const { shaping } = theSamplePlan();
    expect(moveRule(shaping, 'shed-search', -1).map(({ id }) => id)).toEqual([
      'shed-search',
      'door',
      'client-retries',
    ]);
    expect(moveRule(moveRule(shaping, 'door', 1), 'door', -1)).toEqual(shaping);
  });
});

describe('the words of the shaping screen', () => {
  it('tell a rule with its journeys', () => {
    const plan = theSamplePlan();
    expect(ruleText(plan.shaping[0]!, plan)).toBe(
      'Lets in 6\u202f000\u00a0requests/s of Browse and Search, 3\u202f000 more in a burst; the rest is turned away.',
    );
  });

  it('tell who loses most, and when', () => {
    const plan = theSamplePlan();
    const { pictures } = aFinishedRun(plan);
    expect(shapingSentence(plan, pictures)).toBe(
      'Three rules shape the traffic; so far they turn nobody away.',
    );
    const search = pictures.journeys.find(({ journey }) => journey === 'search')!;
    search.losses.kinds.shed.mean = pictures.months.map((_month, index) => (index === 10 ? 0.004 : 0));
    expect(shapingSentence(plan, pictures)).toBe(
      'Three rules shape the traffic. They turn away at most 0.4\u00a0% of Search, in Nov 2027.',
    );
    expect(shapingSentence({ ...plan, shaping: [] }, pictures)).toMatch(/^Nothing stands between/);
  });
});

describe('a priority class', () => {
  it('names the journeys and rules that use it', () => {
    const plan = theSamplePlan();
    const journey = plan.journeys[0]!;
    expect(usersOfClass(plan, journey.priorityClass)).toContain(journey.name);
    expect(usersOfClass(plan, 'nobody')).toEqual([]);
  });
});
