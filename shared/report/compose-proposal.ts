import { tiers } from '../domain/clause.ts';
import { formatPlanFile } from '../domain/plan-file.ts';
import { tierWords } from '../verdicts/words.ts';
import { createReportContext, type ProposalInput, type ReportContext } from './report-context.ts';
import { reportDocumentSchema, type ReportDocument } from './report-document.ts';
import { capacitySection } from './sections/capacity.ts';
import { countingSection } from './sections/counting.ts';
import { demandSection } from './sections/demand.ts';
import { evidenceSection } from './sections/evidence.ts';
import { glossarySection } from './sections/glossary.ts';
import { governanceSection, rolloutSection, signOffSection } from './sections/governance.ts';
import { operationsSection } from './sections/operations.ts';
import { promiseSection } from './sections/promises.ts';
import { ownershipSection, remedySection, safeguardSection } from './sections/responsibility.ts';
import { shapingSection } from './sections/shaping.ts';
import { summarySection } from './sections/summary.ts';
import { countText } from './words/amount-text.ts';
import { dateText } from './words/date-text.ts';

export type { HistorySource, ProposalInput } from './report-context.ts';

/** The order in which a reader asks: what, how sure, under which conditions, who, what if, how do you know. */
const SECTIONS = [
  summarySection,
  promiseSection,
  countingSection,
  demandSection,
  capacitySection,
  shapingSection,
  operationsSection,
  ownershipSection,
  remedySection,
  safeguardSection,
  rolloutSection,
  governanceSection,
  evidenceSection,
  glossarySection,
  signOffSection,
] as const;

/**
 * The proposal as data: everything it says, nothing about how it looks. Pure: the same input gives the
 * same document. Sections about which the plan says nothing are left out.
 */
export function composeProposal(input: ProposalInput): ReportDocument {
  const context = createReportContext(input);
  const { plan, today, verdict } = context;
  const { title, customer, provider, preparedBy } = plan.proposal;
  return reportDocumentSchema.parse({
    title,
    language: 'en',
    author: provider || preparedBy || 'Headroom',
    keywords: ['service levels', plan.name, ...(customer ? [customer] : []), shortHash(verdict.inputHash)],
    date: today,
    versionLine: `Version of ${dateText(today)} · run ${shortHash(verdict.inputHash)}`,
    cover: coverOf(context),
    sections: SECTIONS.flatMap((compose) => compose(context) ?? []),
    attachments: [
      {
        name: `${plan.id}.headroom.json`,
        mediaType: 'application/json',
        description: 'The plan with every assumption behind this document',
        text: formatPlanFile(plan),
      },
    ],
  });
}

function coverOf(context: ReportContext): ReportDocument['cover'] {
  const { plan, scenarioName, verdict, today } = context;
  const { customer, provider, preparedBy, sponsor } = plan.proposal;
  const facts = [
    { term: 'For', text: customer },
    { term: 'From', text: provider },
    { term: 'Prepared by', text: preparedBy },
    { term: 'Sponsor', text: sponsor },
    { term: 'Date', text: dateText(today) },
    { term: 'Covers', text: `${dateText(verdict.from)} to ${dateText(verdict.to)}` },
    { term: 'Scenario', text: scenarioName },
  ];
  return {
    kicker: plan.name,
    question: plan.description,
    answer: verdict.headline,
    tiers: tiersOf(context),
    facts: facts.filter(({ text }) => text !== ''),
    traceLine:
      `Every figure comes from one run: ${countText(verdict.replications, 'simulated future')}, seed ${verdict.seed}, ` +
      `engine ${verdict.engineVersion}, input ${shortHash(verdict.inputHash)}.`,
  };
}

function tiersOf({ promises }: ReportContext): ReportDocument['cover']['tiers'] {
  if (promises.length === 0) return [];
  return tiers.map((tier) => {
    const verdicts = promises.flatMap(({ verdict }) =>
      verdict.tiers.filter((judged) => judged.tier === tier).map((judged) => judged.verdict),
    );
    const safe = verdicts.filter((verdict) => verdict === 'sustainable').length;
    return { name: tierWords[tier], verdicts, text: `${safe} of ${verdicts.length} sustainable` };
  });
}

/** Enough of a hash to recognise it. */
const shortHash = (hash: string): string => hash.replace(/^sha256:/, '').slice(0, 12);
