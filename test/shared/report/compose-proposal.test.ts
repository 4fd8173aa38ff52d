import { describe, expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { composeProposal } from '#shared/report/compose-proposal.ts';
import { type ReportDocument, reportDocumentSchema } from '#shared/report/report-document.ts';
import { tiers } from '#shared/domain/clause.ts';
import { describeTarget } from '#shared/verdicts/words.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { latencyTarget, theSamplePlan } from '#test/makers/the-sample-plan.ts';

const history = [{ file: 'requests-2026.csv', series: 'requests', from: '2026-01-01', to: '2026-11-30' }];

function proposalOf(
  plan: Plan,
  changes: Partial<Parameters<typeof composeProposal>[0]> = {},
): ReportDocument {
  return composeProposal({
    plan,
    run: aFinishedRun(plan),
    scenarioName: 'Baseline growth',
    history,
    today: '2026-12-01',
    ...changes,
  });
}

/** Every text of the sections, one a line. */
function textOf(document: ReportDocument, section?: string): string {
  const texts: string[] = [];
  const chosen = document.sections.filter(({ id }) => section === undefined || id === section);
  JSON.stringify(chosen, (key, value: unknown) => {
    if (typeof value === 'string' && key !== 'svg' && key !== 'kind') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

/** Every string of a value, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

describe('the proposal as a document', () => {
  test('the same input gives the same document', () => {
    expect(proposalOf(theSamplePlan())).toEqual(proposalOf(theSamplePlan()));
  });

  test('the document survives being written and read as JSON', () => {
    const document = proposalOf(theSamplePlan());
    expect(reportDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  test('the sections come in the order in which a reader asks', () => {
    expect(proposalOf(theSamplePlan()).sections.map(({ id }) => id)).toEqual([
      'summary',
      'promises',
      'counting',
      'demand',
      'capacity',
      'shaping',
      'operations',
      'ownership',
      'remedies',
      'safeguards',
      'rollout',
      'governance',
      'evidence',
      'glossary',
      'sign-off',
    ]);
  });

  test('sections about which the plan says nothing are left out', () => {
    const ids = proposalOf(aPlan(), { history: [] }).sections.map(({ id }) => id);
    expect(ids).toEqual(['summary', 'demand', 'capacity', 'governance', 'evidence', 'glossary']);
  });

  test('no heading stands without something under it', () => {
    for (const { blocks } of [...proposalOf(theSamplePlan()).sections, ...proposalOf(aPlan()).sections]) {
      blocks.forEach(({ kind }, index) => {
        if (kind === 'heading') expect(blocks[index + 1]?.kind ?? 'heading').not.toBe('heading');
      });
    }
  });

  test('every picture has words for those who do not see it', () => {
    const pictures = proposalOf(theSamplePlan())
      .sections.flatMap(({ blocks }) => blocks)
      .flatMap((block) =>
        block.kind === 'figure'
          ? [block.picture]
          : block.kind === 'strips'
            ? block.rows.map(({ picture }) => picture)
            : [],
      );
    // Fan, heat map, five clauses with three strips each, and causes for three baselines that are not safe.
    expect(pictures).toHaveLength(1 + 1 + 5 * 3 + 3);
    for (const { alt, svg } of pictures) {
      expect(alt).toMatch(/\w{3,}.*\d/);
      expect(svg).toMatch(/^<svg /);
    }
  });
});

describe('what the proposal says', () => {
  test('every promise is there in every tier, in the words of the verdict screen', () => {
    const plan = theSamplePlan();
    const text = textOf(proposalOf(plan), 'promises').toLowerCase();
    for (const clause of plan.clauses) {
      for (const tier of tiers) expect(text).toContain(describeTarget(clause, tier, plan).toLowerCase());
      expect(text).toContain(clause.measurementMethod!.toLowerCase());
    }
    expect(text).toContain(
      `95\u00a0% of checkout requests within ${latencyTarget(plan, 'checkout-p95', 'baseline')}\u00a0ms, in each calendar month; everywhere, at all times.`,
    );
  });

  test('every agreement the plan makes around its promises is written down', () => {
    const plan = theSamplePlan();
    const {
      ownership,
      escalation,
      remediation,
      exclusions,
      contingencies,
      rollback,
      validation,
      rollout,
      howToClaim,
    } = plan.proposal;
    const text = textOf(proposalOf(plan));
    const said = stringsIn({
      ownership: ownership.map(({ clause: _id, ...row }) => row),
      escalation,
      remediation,
      exclusions,
      contingencies,
      rollback,
      validation,
      rollout: rollout.map(({ start: _start, ...stage }) => stage),
      howToClaim,
    });
    expect(said.length).toBeGreaterThan(40);
    for (const words of said) expect(text).toContain(words);
    expect(text).toContain('15\u00a0Jan\u00a02027');
  });

  test('a breach that the plan defines is told in its words, others in words of ours', () => {
    const plan = theSamplePlan();
    const [first, second] = plan.clauses;
    const text = textOf(
      proposalOf({ ...plan, clauses: [{ ...first!, breachDefinition: 'Two slow days in a row.' }, second!] }),
      'promises',
    );
    expect(text).toContain('Two slow days in a row.');
    expect(text.match(/misses the target of the tier agreed/g)).toHaveLength(1);
  });

  test('maintenance is counted both ways, side by side', () => {
    const counting = proposalOf(theSamplePlan()).sections.find(({ id }) => id === 'counting')!;
    const table = counting.blocks.find(
      (block) => block.kind === 'table' && block.caption.includes('maintenance counts'),
    );
    expect(table?.kind === 'table' && table.rows.map((row) => row.slice(1))).toEqual([
      ['left out, as agreed', '99.2\u00a0%', '94.7\u00a0%', '18\u00a0%'],
      ['counted', '93.2\u00a0%', '89\u00a0%', '12\u00a0%'],
    ]);
  });

  test('a plan without maintenance has nothing to count both ways', () => {
    const plan = theSamplePlan();
    const run = aFinishedRun(plan);
    run.verdict.clauses.forEach((clause) => clause.tiers.forEach((tier) => (tier.otherAccounting = null)));
    expect(textOf(proposalOf(plan, { run }), 'counting')).not.toContain('counted both ways');
  });

  test('the example can be checked by hand', () => {
    const text = textOf(proposalOf(theSamplePlan()), 'counting');
    // Checkout: 26 to 30 requests per second, lognormal, median √(26 · 30) = 27.93; 30 days; 5 % may be slow.
    const requests = Math.sqrt(26 * 30) * 86_400 * 30;
    expect(Math.round(requests / 1e5)).toBe(724);
    expect(text).toContain('72\u202f400\u202f000 requests');
    expect(Math.round((requests * 0.05) / 1e4)).toBe(362);
    expect(text).toContain(
      `3\u202f620\u202f000, to be slower than ${latencyTarget(theSamplePlan(), 'checkout-p95', 'baseline')}\u00a0ms`,
    );
    // 5 % of 30 days = 36 hours.
    expect(text).toContain('36\u00a0h');
  });

  test('the example takes a promise whose requests the plan can count', () => {
    const plan = theSamplePlan();
    const [latency, availability, errors] = plan.clauses;
    const narrowed = { ...latency!, scope: { regions: ['europe'] } };
    const byMinutes = { ...availability!, budgetingMethod: 'timeslices' as const } as Plan['clauses'][number];
    const text = textOf(proposalOf({ ...plan, clauses: [narrowed, byMinutes, errors!] }), 'counting');
    expect(text).toContain('Search error rate, baseline tier: when is it broken?');
    expect(textOf(proposalOf({ ...plan, clauses: [narrowed, byMinutes] }), 'counting')).not.toContain(
      'when is it broken?',
    );
  });

  test('the evidence names all that is needed to get the figures again', () => {
    const plan = theSamplePlan();
    const { verdict, run } = aFinishedRun(plan);
    const text = textOf(proposalOf(plan), 'evidence');
    for (const value of [
      verdict.inputHash,
      run.id,
      String(verdict.seed),
      '1\u202f000\u00a0futures',
      `Headroom ${verdict.engineVersion}`,
      'requests (requests-2026.csv)',
    ]) {
      expect(text).toContain(value);
    }
  });

  test('without imported history the document admits that demand is assumed', () => {
    expect(textOf(proposalOf(theSamplePlan(), { history: [] }), 'evidence')).toContain(
      'none of them was fitted',
    );
  });

  test('the next maintenance days are those after the document or the start of the horizon', () => {
    const inTime = textOf(proposalOf(theSamplePlan()), 'operations');
    expect(inTime).toContain('3\u00a0Jan\u00a02027, 10\u00a0Jan\u00a02027, 17\u00a0Jan\u00a02027');
    const later = textOf(proposalOf(theSamplePlan(), { today: '2027-06-01' }), 'operations');
    expect(later).toContain('6\u00a0Jun\u00a02027, 13\u00a0Jun\u00a02027, 20\u00a0Jun\u00a02027');
  });

  test('warnings of the run are told before anything is signed', () => {
    const plan = theSamplePlan();
    const run = aFinishedRun(plan);
    run.verdict.warnings.push('The cart store is metastable above 1 900 requests a second.');
    expect(textOf(proposalOf(plan, { run }), 'summary')).toContain('metastable');
  });

  test('the plan travels with the document and can be opened again', () => {
    const plan = theSamplePlan();
    const [attachment] = proposalOf(plan).attachments;
    expect(attachment).toMatchObject({
      name: 'online-shop-2027.headroom.json',
      mediaType: 'application/json',
    });
    expect(JSON.parse(attachment!.text)).toEqual(JSON.parse(JSON.stringify(plan)));
  });
});
