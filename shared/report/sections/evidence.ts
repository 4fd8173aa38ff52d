import { facts, heading, list, type MaybeSection, paragraph, section } from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';
import { countText, shareText } from '../words/amount-text.ts';
import { dateText } from '../words/date-text.ts';

/** Where the probabilities come from, how to get them again, and what they do not cover. */
export function evidenceSection({ plan, run, verdict, scenarioName, history }: ReportContext): MaybeSection {
  const futures = countText(verdict.replications, 'future');
  return section('evidence', 'How we know', [
    paragraph(
      `The plan was simulated ${futures.replace('futures', 'times').replace('future', 'time')}, in steps of ${plan.horizon.stepMinutes} minutes over ${countText(plan.horizon.months, 'month')}. Each of these futures draws its own growth, peaks, surges, failures and failed deployments from the ranges in this document; queues, retries and limits follow from them step by step. What a promise counts is then counted in each future, period by period.`,
    ),
    heading('What a probability means here'),
    paragraph(
      `“97\u00a0%” means: in 97 of 100 futures that are possible under our assumptions, the promise is kept in every period of the horizon, not only on average. It is a statement about the assumptions as well as the service: if an assumption turns out wrong, the probability does too. That is why assumptions are reviewed.`,
    ),
    paragraph(
      `Because the number of futures is finite, each probability has an interval (Wilson, 95 %). With it, a promise is sustainable when it is kept in at least ${shareText(plan.confidence)} of futures, unsustainable when it is kept in fewer than half, at risk in between, and too close to call when the interval leaves open whether ${shareText(plan.confidence)} is reached.`,
    ),
    heading('How to get the same figures again'),
    facts([
      { term: 'Run', text: run.run.id },
      { term: 'Input hash', text: verdict.inputHash },
      { term: 'Seed', text: String(verdict.seed) },
      { term: 'Futures', text: futures },
      { term: 'Engine', text: `Headroom ${verdict.engineVersion}` },
      { term: 'Plan and scenario', text: `${plan.name}, ${scenarioName}` },
      { term: 'Horizon', text: `${dateText(verdict.from)} to ${dateText(verdict.to)}` },
      { term: 'History', text: history.map(({ file, series }) => `${series} (${file})`).join('; ') },
    ]),
    paragraph(
      'The same plan, seed, number of futures and engine give the same figures, digit by digit, on any machine. The plan is attached to this file.',
    ),
    heading('Limits of the model'),
    list([
      'Between steps, queues are computed from formulas for random arrivals and service times, not request by request.',
      'Failures of different components are independent unless the plan gives them a common cause.',
      'What is not in the plan is not in the figures: attacks, defects nobody knows of, changes not yet decided.',
      ...(history.length === 0
        ? ['Demand figures are assumptions; none of them was fitted to imported history.']
        : []),
    ]),
  ]);
}
