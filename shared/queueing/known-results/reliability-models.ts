import { z } from 'zod';
import { errorBudget } from '../error-budget.ts';
import { type RedundancyInput, redundancy } from '../redundancy.ts';
import { windowAvailability } from '../window-availability.ts';
import { type Answers, type KnownModels, count, knownModel, positive, share } from './known-model.ts';

const units = { n: count, k: count, mtbf_h: positive, mttr_h: positive };
const crews = { ...units, crews: count };

/** Parts that fail and are repaired. */
export const RELIABILITY_MODELS: KnownModels = {
  'k-of-n, one crew per unit': knownModel(z.object(units), (p) => spares(inputOf(p))),
  'k-of-n, r repair crews': knownModel(z.object(crews), (p) => spares({ ...inputOf(p), crews: p.crews })),
  '2-of-3 cold standby, 1 crew': knownModel(z.object(crews), (p) =>
    spares({ ...inputOf(p), crews: p.crews, spares: 'cold' }),
  ),
  'k-of-n with beta-factor common cause': knownModel(z.object({ ...units, beta: share }), (p) =>
    spares({ ...inputOf(p), commonCause: p.beta }),
  ),
  'single up/down component, calendar window': knownModel(
    z.object({ slo: share, mtbf_h: positive, mttr_h: positive, window_h: positive }),
    ({ slo, mtbf_h, mttr_h, window_h }) => ({
      prob_window_meets_slo: () =>
        windowAvailability({ mtbf: mtbf_h, mttr: mttr_h, window: window_h, target: slo }),
    }),
  ),
  'error budget': knownModel(z.object({ slo: share, window_days: positive }), ({ slo, window_days }) => ({
    budget_minutes: () => errorBudget(slo, window_days * 24 * 60),
  })),
};

const inputOf = (p: { n: number; k: number; mtbf_h: number; mttr_h: number }): RedundancyInput => ({
  units: p.n,
  required: p.k,
  mtbfHours: p.mtbf_h,
  mttrHours: p.mttr_h,
});

function spares(input: RedundancyInput): Answers {
  const { unavailability, meanUnitsUp, outagesPerYear } = redundancy(input);
  return {
    unavailability: () => unavailability,
    mean_units_up: () => meanUnitsUp,
    outages_per_year: () => outagesPerYear,
  };
}
