import { percentText } from '../../charts/number-text.ts';
import type { Proposal } from '../../domain/proposal.ts';
import {
  heading,
  list,
  type MaybeBlock,
  type MaybeSection,
  paragraphs,
  section,
  table,
} from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';
import { countText, minutesText } from '../words/amount-text.ts';

/** Who answers for what, whom to turn to, and how fast a breach is put right. */
export function ownershipSection({ plan, names }: ReportContext): MaybeSection {
  const { ownership, escalation } = plan.proposal;
  return section('ownership', 'Who answers for what', [
    ownership.length > 0 && heading('Ownership'),
    table('Ownership matrix', ownership, [
      {
        heading: 'Promise',
        width: 1.2,
        cell: ({ clause }) => ({ strong: clause ? names.clause(clause) : 'All other promises', note: '' }),
      },
      { heading: 'Responsible', cell: ({ responsible }) => responsible },
      { heading: 'Accountable', cell: ({ accountable }) => accountable },
      { heading: 'Consulted', cell: ({ consulted }) => consulted },
      { heading: 'Informed', cell: ({ informed }) => informed },
    ]),
    escalation.length > 0 && heading('Escalation'),
    table(
      'Escalation path',
      escalation.map((step, index) => ({ ...step, order: index + 1 })),
      [
        { heading: 'Step', align: 'end', width: 'auto', cell: ({ order }) => String(order) },
        { heading: 'Who', cell: ({ name, contact }) => ({ strong: name, note: contact }) },
        { heading: 'Reached when', width: 2, cell: ({ trigger }) => trigger },
        {
          heading: 'Answers within',
          align: 'end',
          width: 'auto',
          cell: ({ withinMinutes }) => minutesText(withinMinutes),
        },
      ],
    ),
  ]);
}

export function remedySection(context: ReportContext): MaybeSection {
  const { remediation, serviceCredits, howToClaim } = context.plan.proposal;
  return section('remedies', 'If a promise is broken', [
    remediation.length > 0 && heading('How fast it is put right'),
    table('Remediation times', remediation, [
      {
        heading: 'Severity',
        width: 1.8,
        cell: ({ severity, meaning }) => ({ strong: severity, note: meaning }),
      },
      {
        heading: 'Acknowledged',
        align: 'end',
        cell: ({ acknowledgeMinutes }) => minutesText(acknowledgeMinutes),
      },
      { heading: 'Restored', align: 'end', cell: ({ restoreMinutes }) => minutesText(restoreMinutes) },
      { heading: 'Review delivered', align: 'end', cell: ({ reviewDays }) => countText(reviewDays, 'day') },
    ]),
    serviceCredits.length > 0 && heading('Service credits'),
    creditTable(serviceCredits, context),
    howToClaim !== '' && heading('How to claim'),
    ...paragraphs(howToClaim),
  ]);
}

function creditTable(credits: Proposal['serviceCredits'], { names }: ReportContext): MaybeBlock {
  return table('Service credits', credits, [
    {
      heading: 'Promise',
      width: 2,
      cell: ({ clause }) => ({ strong: clause ? names.clause(clause) : 'Every promise', note: '' }),
    },
    {
      heading: 'When attainment is below',
      align: 'end',
      cell: ({ belowAttainment }) => percentText(belowAttainment),
    },
    {
      heading: 'Credit on the period’s fee',
      align: 'end',
      cell: ({ creditShare }) => percentText(creditShare),
    },
  ]);
}

export function safeguardSection({ plan }: ReportContext): MaybeSection {
  const { contingencies, rollback, validation } = plan.proposal;
  return section('safeguards', 'Contingencies, rollback and validation', [
    contingencies.length > 0 && heading('Contingencies'),
    list(contingencies),
    rollback.length > 0 && heading('Rollback'),
    list(rollback),
    validation.length > 0 && heading('Validation'),
    list(validation),
  ]);
}
