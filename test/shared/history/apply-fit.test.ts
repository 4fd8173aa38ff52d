import { describe, expect, it } from 'vitest';
import { formatPlanFile, parsePlan } from '#shared/domain/plan-file.ts';
import { resolveScenario } from '#shared/domain/scenario-edits.ts';
import { applyFit } from '#shared/history/apply-fit.ts';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { aPlan } from '../../makers/a-plan.ts';
import { aSampledSeries, officeHours } from '../../makers/a-sampled-series.ts';

const fit = fitDemand(aSampledSeries({ days: 60, hourFactor: officeHours }));

describe('a fit applied to a journey', () => {
  it('fills level, growth, season and noise, and says where they came from', () => {
    const [journey] = applyFit(aPlan(), 'base', 'order', fit).demand.journeys;
    expect(journey).toMatchObject({
      level: fit.level,
      growth: fit.growth,
      season: fit.season,
      noise: fit.noise,
    });
    expect(journey!.fittedFrom).toEqual({
      series: 'requests',
      file: 'requests.csv',
      method: fit.method,
      mase: fit.mase,
      coverage95: fit.coverage95,
      fittedFrom: '2024-01-01',
      fittedTo: '2024-02-29',
    });
  });

  it('leaves a plan that can be saved and read again', () => {
    const parsed = parsePlan(JSON.parse(formatPlanFile(applyFit(aPlan(), 'base', 'order', fit))));
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });

  it('changes only the scenario it was asked for', () => {
    const plan = aPlan({ scenarios: [{ id: 'fitted', name: 'Fitted', parent: 'base', overrides: [] }] });
    const applied = applyFit(plan, 'fitted', 'order', fit);
    expect(applied.demand).toEqual(plan.demand);
    expect(resolveScenario(applied, 'fitted').demand.journeys[0]!.level).toEqual(fit.level);
  });

  it('is refused for a journey without demand', () => {
    expect(() => applyFit(aPlan(), 'base', 'refund', fit)).toThrow(/no demand for the journey "refund"/);
  });
});
