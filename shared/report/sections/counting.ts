import { tiers, type Clause } from '../../domain/clause.ts';
import {
  heading,
  list,
  type MaybeBlock,
  type MaybeSection,
  note,
  paragraph,
  section,
  table,
} from '../document-parts.ts';
import { breachExample } from '../breach-example.ts';
import type { JudgedClause, ReportContext } from '../report-context.ts';
import type { Probability } from '../../verdicts/verdict-document.ts';
import { formatProbability, tierWords } from '../../verdicts/words.ts';

/** What goes into a figure and what is left out, with an example that can be checked by hand. */
export function countingSection(context: ReportContext): MaybeSection {
  const { exclusions } = context.plan.proposal;
  return section('counting', 'What counts', [
    heading('Accounting rules'),
    accountingTable(context),
    ...maintenanceBlocks(context),
    heading('Exclusions'),
    exclusions.length > 0 && paragraph('These are left out of every measurement:'),
    list(exclusions),
    heading('An example'),
    breachExample(context),
  ]);
}

function accountingTable({ promises }: ReportContext): MaybeBlock {
  return table(
    'How special cases are counted',
    promises.map(({ clause }) => clause),
    [
      { heading: 'Promise', width: 1.2, cell: ({ name }) => ({ strong: name, note: '' }) },
      {
        heading: 'Announced maintenance',
        cell: ({ accounting }) =>
          accounting.maintenance === 'excluded' ? 'left out' : 'counts like other time',
      },
      { heading: 'Requests turned away', cell: shedText },
      { heading: 'Requests put off', cell: deferredText },
    ],
  );
}

function shedText(clause: Clause): string {
  if (clause.metric === 'supportResponse') return 'not applicable';
  return clause.accounting.shed === 'bad' ? 'count as failed' : 'left out';
}

function deferredText(clause: Clause): string {
  if (clause.metric === 'supportResponse') return 'not applicable';
  return { fromArrival: 'timed from arrival', fromRelease: 'timed from release', excluded: 'left out' }[
    clause.accounting.deferred
  ];
}

/** The probabilities under both accountings side by side, where maintenance makes a difference to count. */
function maintenanceBlocks({ promises }: ReportContext): MaybeBlock[] {
  const rows = promises.flatMap(bothAccountings);
  return [
    rows.length > 0 && heading('Maintenance, counted both ways'),
    table('Probability that the promise is kept, by how announced maintenance counts', rows, [
      { heading: 'Promise', width: 1.4, cell: ({ name }) => ({ strong: name, note: '' }) },
      {
        heading: 'Maintenance',
        width: 1.4,
        cell: ({ rule, isAgreed }) => (isAgreed ? `${rule}, as agreed` : rule),
      },
      ...tiers.map((tier, index) => ({
        heading: tierWords[tier],
        align: 'end' as const,
        cell: ({ probabilities }: AccountingRow) => formatProbability(probabilities[index]!),
      })),
    ]),
    rows.length > 0 &&
      note(
        'The verdicts of this document follow the rule agreed for each promise. The other rows show what the choice is worth.',
      ),
  ];
}

interface AccountingRow {
  name: string;
  rule: string;
  isAgreed: boolean;
  probabilities: Probability[];
}

function bothAccountings({ clause, verdict }: JudgedClause): AccountingRow[] {
  const others = verdict.tiers.flatMap(({ otherAccounting }) => otherAccounting ?? []);
  if (others.length < verdict.tiers.length) return [];
  const ruleText = { excluded: 'left out', counted: 'counted' };
  const other = clause.accounting.maintenance === 'excluded' ? 'counted' : 'excluded';
  return [
    {
      name: clause.name,
      rule: ruleText[clause.accounting.maintenance],
      isAgreed: true,
      probabilities: verdict.tiers.map(({ probability }) => probability),
    },
    {
      name: '',
      rule: ruleText[other],
      isAgreed: false,
      probabilities: others.map(({ probability }) => probability),
    },
  ];
}
