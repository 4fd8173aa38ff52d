import type { Provenance } from '../domain/demand.ts';
import type { Plan } from '../domain/plan.ts';
import { editField } from '../domain/scenario-edits.ts';
import type { DemandFit } from './demand-fit.ts';

/**
 * The plan with a journey's demand taken from a fit, in the given scenario: level, growth, season,
 * noise and where they came from. Throws when the plan has no such journey in its demand.
 */
export function applyFit(plan: Plan, scenarioId: string, journeyId: string, fit: DemandFit): Plan {
  if (!plan.demand.journeys.some(({ journey }) => journey === journeyId)) {
    throw new Error(
      `The plan has no demand for the journey "${journeyId}". Add the journey first, then apply the fit.`,
    );
  }
  const edits: [field: string, value: unknown][] = [
    ['level', fit.level],
    ['growth', fit.growth],
    ['season', fit.season],
    ['noise', fit.noise],
    ['fittedFrom', provenanceOf(fit)],
  ];
  return edits.reduce(
    (edited, [field, value]) => editField(edited, scenarioId, `demand/journeys/${journeyId}/${field}`, value),
    plan,
  );
}

function provenanceOf({
  seriesName,
  file,
  method,
  mase,
  coverage95,
  fittedFrom,
  fittedTo,
}: DemandFit): Provenance {
  return { series: seriesName, file, method, mase, coverage95, fittedFrom, fittedTo };
}
