import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withOwnCases } from '#cli/reference-document.ts';
import { parseKnownResults } from '#shared/queueing/known-results/known-result.ts';
import { checkGroup, groupResults } from '#shared/replay/known-results/check-results.ts';
import { summarize } from '#shared/replay/known-results/summary.ts';

test(
  'docs/methods/evidence.md is what the command writes for the project’s own results',
  { timeout: 300_000 },
  () => {
    const parsed = parseKnownResults(readFileSync('resources/reference/known-results.json', 'utf8'));
    const known = parsed.ok ? parsed.results : [];
    const replay = { seed: 1, requests: 200_000, repetitions: 20 };
    const checked = groupResults(known).flatMap((group) => checkGroup(group, { replay }));
    const results = known.map(({ id }) => checked.find((each) => each.id === id)!);
    const summary = summarize(results);
    const document = readFileSync('docs/methods/evidence.md', 'utf8');
    expect(withOwnCases(document, { results, summary, replay })).toBe(document);
    expect(summary.ok).toBe(true);
    expect(summary.closedForms.inside).toBe(summary.closedForms.cases);
    expect(summary.simulated.covered / summary.simulated.cases).toBeGreaterThanOrEqual(0.97);
  },
);
