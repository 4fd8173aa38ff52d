import { fromIsoText, momentText } from '../../charts/civil-date.ts';
import { numberText } from '../../charts/number-text.ts';
import { listWords } from '../../verdicts/number-words.ts';
import {
  heading,
  list,
  type MaybeBlock,
  type MaybeSection,
  note,
  section,
  table,
} from '../document-parts.ts';
import type { ReportContext } from '../report-context.ts';
import { hoursText, minutesText, shareText } from '../words/amount-text.ts';
import { dateTextOf } from '../words/date-text.ts';
import { effectText, failureText } from '../words/component-text.ts';
import { recurrenceText } from '../words/recurrence-text.ts';
import { nextStarts } from '../next-starts.ts';

const NEXT_STARTS_SHOWN = 3;

/** Planned and unplanned interruptions: maintenance, deployments, failures, rehearsed faults. */
export function operationsSection(context: ReportContext): MaybeSection {
  const { maintenance, deployments, faults } = context.plan.operations;
  const failures = failureTable(context);
  return section('operations', 'Operations we assume', [
    maintenance.length > 0 && heading('Maintenance windows'),
    maintenanceTable(context),
    maintenance.length > 0 &&
      note('Work outside these windows, or without the notice given here, counts as unavailability.'),
    deployments.length > 0 && heading('Deployments'),
    deploymentTable(context),
    failures && heading('Failures'),
    failures,
    failures &&
      note('Times down a year: the whole component, as simulated; announced maintenance is not counted.'),
    faults.length > 0 && heading('Rehearsed incidents'),
    list(
      faults.map(
        ({ name, component, at, durationMinutes, effect }) =>
          `${name}: ${context.names.component(component)} ${effectText(effect)} on ${momentText(fromIsoText(at))}, for ${minutesText(durationMinutes)}.`,
      ),
    ),
  ]);
}

function maintenanceTable({ plan, names, today }: ReportContext): MaybeBlock {
  return table('Announced maintenance', plan.operations.maintenance, [
    {
      heading: 'Work',
      cell: ({ name, components }) => ({ strong: name, note: listWords(components.map(names.component)) }),
    },
    { heading: 'When', width: 1.5, cell: ({ window }) => recurrenceText(window) },
    {
      heading: 'Next',
      width: 0.9,
      cell: ({ window }) =>
        nextStarts(window, laterOf(today, plan.horizon.start), NEXT_STARTS_SHOWN)
          .map(dateTextOf)
          .join(', ') || 'none left',
    },
    { heading: 'Effect', width: 0.8, cell: ({ effect }) => effectText(effect) },
    { heading: 'Notice', align: 'end', width: 'auto', cell: ({ noticeHours }) => hoursText(noticeHours) },
  ]);
}

function deploymentTable({ plan, names }: ReportContext): MaybeBlock {
  return table('Deployments and what goes wrong with them', plan.operations.deployments, [
    {
      heading: 'Deployment',
      cell: ({ name, components }) => ({ strong: name, note: listWords(components.map(names.component)) }),
    },
    { heading: 'When', width: 1.5, cell: ({ window }) => recurrenceText(window) },
    {
      heading: 'Go wrong',
      align: 'end',
      width: 0.7,
      cell: ({ changeFailureRate }) => shareText(changeFailureRate),
    },
    {
      heading: 'Then',
      width: 1.3,
      cell: ({ failureEffect, rollbackMinutes }) =>
        `${effectText(failureEffect)}, rolled back within ${minutesText(rollbackMinutes)}`,
    },
  ]);
}

function failureTable({ plan, pictures }: ReportContext): MaybeBlock {
  const failing = plan.components.flatMap((component) => {
    const failure = failureText(component);
    return failure ? [{ component, failure }] : [];
  });
  const outages = (id: string) => pictures.outagesPerYear.find(({ component }) => component === id)?.mean;
  return table('Failures and repair, means', failing, [
    {
      heading: 'Component',
      cell: ({ component, failure }) => ({ strong: component.name, note: failure.scope }),
    },
    { heading: 'Fails', align: 'end', width: 1.3, cell: ({ failure }) => failure.every },
    { heading: 'Restored after', align: 'end', cell: ({ failure }) => failure.repair },
    {
      heading: 'Times down a year',
      width: 1.2,
      align: 'end',
      cell: ({ component }) => {
        const mean = outages(component.id);
        return mean === undefined ? '–' : numberText(mean, 2);
      },
    },
  ]);
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
