import type { Growth } from '../domain/demand.ts';
import { DAY_MS } from '../units/instant.ts';
import type { CompiledPlan } from './compiled-plan.ts';
import type { Draw } from './draw-inputs.ts';

export const YEAR_DAYS = 365.25;

/** By local day: the factor as it begins and as it ends, which differ from neighbour to neighbour where growth jumps. */
export interface GrowthDays {
  starts: Float64Array;
  ends: Float64Array;
}

/** Fills the factors of the days, 1 at the start of the horizon (M2). `purpose` addresses its draws. */
export function fillGrowth(
  { starts, ends }: GrowthDays,
  growth: Growth,
  purpose: string,
  compiled: CompiledPlan,
  draw: Draw,
): void {
  const factorAt = growthFactor(growth, purpose, compiled, draw);
  for (let day = 0; day < starts.length; day++) {
    starts[day] = Math.max(0, factorAt(day, false));
    ends[day] = Math.max(0, factorAt(day + 1, true));
  }
}

function growthFactor(
  growth: Growth,
  purpose: string,
  { grid }: CompiledPlan,
  draw: Draw,
): (day: number, isEnd: boolean) => number {
  const dayOf = (date: string) =>
    (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${grid.days[0]}T00:00:00Z`)) / DAY_MS;
  switch (growth.kind) {
    case 'none':
      return () => 1;
    case 'linear': {
      const perYear = draw(growth.perYear, `${purpose}/perYear`, -1);
      return (day) => 1 + (perYear * day) / YEAR_DAYS;
    }
    case 'compound': {
      const rate = Math.log1p(draw(growth.perYear, `${purpose}/perYear`, -0.99)) / YEAR_DAYS;
      return (day) => Math.exp(rate * day);
    }
    case 'sCurve': {
      const ceiling = draw(growth.ceiling, `${purpose}/ceiling`, 1e-6);
      const midpoint = dayOf(growth.midpoint);
      const width = Math.max(30, Math.abs(midpoint) / 4);
      const start = logistic(-midpoint / width);
      return (day) => 1 + ((ceiling - 1) * (logistic((day - midpoint) / width) - start)) / (1 - start);
    }
    case 'steps': {
      const steps = growth.steps
        .map(({ date, factor, rampDays }, index) => ({
          day: dayOf(date),
          factor: draw(factor, `${purpose}/steps/${index}/factor`),
          rampDays,
        }))
        .sort((a, b) => a.day - b.day);
      return (day, isEnd) =>
        steps.reduce((before, step) => {
          if (day < step.day || (isEnd && day === step.day)) return before;
          const passed = step.rampDays > 0 ? Math.min(1, (day - step.day) / step.rampDays) : 1;
          return before + (step.factor - before) * passed;
        }, 1);
    }
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
