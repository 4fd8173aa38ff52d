import { listWords } from '../../verdicts/number-words.ts';
import { heading, type MaybeBlock, type MaybeSection, paragraph, section, table } from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';
import { shapingSentence } from '../words/shaping-text.ts';

/** Rules that decide who is served when not everybody can be. */
export function shapingSection(context: ReportContext): MaybeSection {
  const rules = context.plan.shaping.filter(({ enabled }) => enabled);
  if (rules.length === 0) return null;
  return section('shaping', 'Rules for heavy traffic', [
    paragraph(
      'These rules are part of the service as proposed. They protect the journeys that matter most when demand comes close to capacity.',
    ),
    table('Rules in force', rules, [
      { heading: 'Rule', cell: ({ name }) => ({ strong: name, note: '' }) },
      { heading: 'What it does', width: 3, cell: (rule) => shapingSentence(rule, context.names) },
    ]),
    heading('Who goes first'),
    priorityTable(context),
  ]);
}

function priorityTable({ plan }: ReportContext): MaybeBlock {
  const classes = plan.priorityClasses.toSorted((a, b) => a.priority - b.priority);
  return table('Priorities, first served and last shed at the top', classes, [
    { heading: 'Priority', align: 'end', width: 'auto', cell: ({ priority }) => String(priority) },
    { heading: 'Class', cell: ({ name }) => name },
    {
      heading: 'Journeys',
      width: 2.5,
      cell: ({ id }) =>
        listWords(
          plan.journeys.filter(({ priorityClass }) => priorityClass === id).map(({ name }) => name),
        ) || 'none',
    },
  ]);
}
