import { describe, expect, test } from 'vitest';
import { formatPlanFile, parsePlanFile } from '#shared/domain/plan-file.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { compilePlan } from '#shared/engine/compile-plan.ts';
import { runPicturesFrom } from '#shared/engine/run-pictures-from.ts';
import { runPicturesSchema } from '#shared/engine/run-pictures.ts';
import { simulateReplications } from '#shared/engine/simulate.ts';
import { findWarnings } from '#shared/engine/warnings.ts';
import { judge } from '#shared/verdicts/judge.ts';
import { verdictDocumentSchema } from '#shared/verdicts/verdict-document.ts';
import { everyPlan } from './every-plan.ts';

function everythingOf(plan: Plan) {
  const compiled = compilePlan(plan);
  const tallies = simulateReplications(compiled, { seed: 3, first: 0, count: 3 });
  const verdict = judge({
    plan,
    scenario: { id: 'base', name: 'Base' },
    tallies,
    seed: 3,
    inputHash: 'sha256:0',
    elapsedMs: 0,
    warnings: findWarnings(compiled, tallies),
  });
  return { tallies, verdict, pictures: runPicturesFrom(compiled, tallies) };
}

/** Paths of numbers that are none, or endless; a month without requests has no response times. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  if (path === '/tallies/pictures/response') return [];
  return Object.entries(value).flatMap(([key, part]) => notFinite(part, `${path}/${key}`));
}

describe('over every plan', () => {
  test('no number that leaves the engine is NaN or endless, in tallies, pictures and verdicts', () => {
    everyPlan((plan) => {
      const everything = everythingOf(plan);
      expect(notFinite(everything)).toEqual([]);
      expect(runPicturesSchema.parse(everything.pictures)).toEqual(everything.pictures);
      expect(verdictDocumentSchema.parse(everything.verdict)).toEqual(everything.verdict);
    });
  });

  test('a plan that is written to a file and read again is the same plan', () => {
    everyPlan(
      (plan) => {
        const parsed = parsePlanFile(formatPlanFile(plan));
        expect(parsed.ok && parsed.plan).toEqual(plan);
      },
      { runs: 60 },
    );
  });
});
