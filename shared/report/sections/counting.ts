import { tiers, type Clause } from '../../domain/clause.ts';
import { heading, list, type MaybeBlock, type MaybeSection, note, paragraph, section, table } from '../document-parts.ts';
import { breachExample } from '../breach-example.ts';
import type { ReportContext } from '../report-context.ts';
import { formatProbability, tierName } from '../words/verdict-words.ts';

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
  return table('How special cases are counted', promises.map(({ clause }) => clause), [
    { heading: 'Promise', width: 1.2, cell: ({ name }) => ({ strong: name, note: '' }) },
    { heading: 'Announced maintenance', cell: ({ accounting }) => (accounting.maintenance === 'excluded' ? 'left out' : 'counts like other time') },
    { heading: 'Requests turned away', cell: shedText },
    { heading: 'Requests put off', cell: deferredText },
  ]);
}

function shedText(clause: Clause): string {
  if (clause.metric === 'supportResponse') return 'not applicable';
  return clause.accounting.shed === 'bad' ? 'count as failed' : 'left out';
}

function deferredText(clause: Clause): string {
  if (clause.metric === 'supportResponse') return 'not applicable';
  return { fromArrival: 'measured from arrival', fromRelease: 'measured from their release', excluded: 'left out' }[clause.accounting.deferred];
}

/** The probabilities under both accountings side by side, where maintenance makes a difference to count. */
function maintenanceBlocks({ promises }: ReportContext): MaybeBlock[] {
  const affected = promises.filter(({ verdict }) => verdict.tiers.some(({ otherAccounting }) => otherAccounting !== null));
  if (affected.length === 0) return [];
  return [
    heading('Maintenance, counted both ways'),
    table('Probability with announced maintenance left out and counted', affected, [
      {
        heading: 'Promise', width: 1.2,
        cell: ({ clause }) => ({ strong: clause.name, note: clause.accounting.maintenance === 'excluded' ? 'agreed: left out' : 'agreed: counted' }),
      },
      ...tiers.map((tier) => ({
        heading: `${tierName(tier)}: left out | counted`,
        align: 'end' as const,
        cell: ({ clause, verdict }: ReportContext['promises'][number]) => bothWays(clause, verdict.tiers.find((judged) => judged.tier === tier)!),
      })),
    ]),
    note('The verdicts of this document follow the rule agreed for each promise. The other figure shows what the choice is worth.'),
  ];
}

function bothWays(clause: Clause, judged: ReportContext['promises'][number]['verdict']['tiers'][number]): string {
  const agreed = formatProbability(judged.probability.value);
  const other = judged.otherAccounting ? formatProbability(judged.otherAccounting.probability.value) : agreed;
  return clause.accounting.maintenance === 'excluded' ? `${agreed} | ${other}` : `${other} | ${agreed}`;
}
