import { afterAll, expect, test } from 'vitest';
import { renderProposal } from '#backend/proposals/render-proposal.ts';
import { createSimulationPool } from '#backend/runs/simulation-pool.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { howToInstall, missingTools, runningText } from './pdf-tools.ts';

const pool = createSimulationPool({ workers: 2 });
afterAll(() => pool.close());

test.skipIf(missingTools.length > 0)(
  `what the engine found is what the PDF says${howToInstall}`,
  async () => {
    const plan = theSamplePlan();
    const result = await pool.run({
      plan,
      scenario: { id: 'base', name: 'Baseline growth' },
      seed: 11,
      replications: 8,
    });
    const { pdf, problems } = await renderProposal({
      plan,
      run: { run: aFinishedRun(plan).run, ...result },
      scenarioName: 'Baseline growth',
      today: '2026-12-01',
    });
    expect(problems).toEqual([]);
    const text = runningText(pdf);
    expect(text).toContain(result.verdict.headline);
    expect(text).toContain(result.verdict.inputHash);
    const sentences = result.verdict.clauses.flatMap(({ tiers }) => tiers.map(({ reason }) => reason.text));
    for (const sentence of sentences) expect(text).toContain(sentence.replace(/[\u00a0\u202f]/g, ' '));
  },
);
