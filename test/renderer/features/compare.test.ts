import { assumptionText } from '#renderer/app/assumption-text.ts';
import { describe, expect, it } from 'vitest';
import type { VerdictDocument } from '#shared/verdicts/verdict-document.ts';
import { compareRuns } from '#renderer/features/compare/compare-runs.ts';
import { compareTitle } from '#renderer/features/compare/compare-title.ts';
import { aFinishedRun } from '../../makers/a-finished-run.ts';
import { theSamplePlan } from '../../makers/the-sample-plan.ts';

const plan = theSamplePlan();
const { verdict } = aFinishedRun(plan);
const kept = verdict.clauses
  .flatMap(({ tiers }) => tiers)
  .filter((tier) => tier.verdict === 'sustainable').length;

/** The same run with every stretch target kept for certain. */
const better: VerdictDocument = {
  ...verdict,
  clauses: verdict.clauses.map((clause) => ({
    ...clause,
    tiers: clause.tiers.map((tier) =>
      tier.tier === 'stretch'
        ? { ...tier, verdict: 'sustainable' as const, probability: { value: 1, low: 0.996, high: 1 } }
        : tier,
    ),
  })),
};

it('says how many more promises the other scenario keeps', () => {
  const title = compareTitle(compareRuns(plan.clauses, verdict, better), 'Base', 'Better');
  const stretchKept = verdict.clauses.filter(({ tiers }) => tiers[2]?.verdict === 'sustainable').length;
  expect(stretchKept).toBe(0);
  expect(kept).toBe(7);
  // All five stretch targets on top: 7 + 5 = 12.
  expect(title).toBe('Better keeps five promises more than Base: twelve instead of seven.');
});

it('subtracts probabilities only where both were judged', () => {
  const [row] = compareRuns(plan.clauses, verdict, undefined);
  expect(row?.cells.map(({ difference }) => difference)).toEqual([null, null, null]);
  const [same] = compareRuns(plan.clauses, verdict, verdict);
  expect(same?.cells.map(({ difference }) => difference)).toEqual([0, 0, 0]);
});

it('asks for the missing run instead of comparing with nothing', () => {
  expect(compareTitle(compareRuns(plan.clauses, verdict, undefined), 'Base', 'Other')).toBe(
    'A comparison needs one full run of each scenario.',
  );
});

describe('the name of an assumption', () => {
  it('is what people call the part and its field', () => {
    const plan = theSamplePlan();
    const [event] = plan.demand.events;
    expect(assumptionText([plan], `demand/events/${event!.id}/multiplier`)).toBe(
      `${event!.name} › multiplier`,
    );
    const [journey] = plan.journeys;
    expect(assumptionText([plan], `demand/journeys/${journey!.id}/arrivalCv2`)).toBe(
      `${journey!.name} › arrival cv2`,
    );
  });

  it('is the whole way where no part has a name', () => {
    expect(assumptionText([theSamplePlan()], 'demand/growth/perYear')).toBe('demand › growth › per year');
  });
});
